<?php

declare(strict_types=1);

namespace Magento\Framework\DataObject;

interface IdentityGeneratorInterface
{
    public function generateId();

    public function generateIdForData($data);
}
