<?php

declare(strict_types=1);

namespace Magento\Config\Model\Config\Reader\Source\Deployed;

/**
 * Settings that are fixed in app/etc/env.php, app/etc/config.php or the environment: a test names them.
 */
class SettingChecker
{
    /** @var string[] */
    public array $fixed = [];

    public function isReadOnly($path, $scope, $scopeCode = null)
    {
        return $scope === 'default' && in_array($path, $this->fixed, true);
    }
}
