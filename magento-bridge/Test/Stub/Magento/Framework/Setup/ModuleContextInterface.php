<?php

declare(strict_types=1);

namespace Magento\Framework\Setup;

interface ModuleContextInterface
{
    /**
     * @return string
     */
    public function getVersion();
}
