<?php

declare(strict_types=1);

namespace Magento\Framework\App;

/**
 * Stands in for Magento's.
 */
interface RequestInterface
{
    /**
     * @param string $key
     * @param mixed $defaultValue
     * @return mixed
     */
    public function getParam($key, $defaultValue = null);
}
