<?php

declare(strict_types=1);

namespace Magento\Framework\App\Config;

interface MutableScopeConfigInterface extends ScopeConfigInterface
{
    public function setValue($path, $value, $scopeType = self::SCOPE_TYPE_DEFAULT, $scopeCode = null);
}
