<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Link;

use CouponPools\Bridge\Model\Service\ServiceRefused;
use Magento\Config\Model\Config\Reader\Source\Deployed\SettingChecker;
use Magento\Framework\App\Config\ScopeConfigInterface;

/**
 * Says so before a setting is written that would not count: what stands in app/etc/env.php comes before the database.
 */
class RefuseFixedSettings
{
    /**
     * Wires the parts.
     *
     * @param SettingChecker $settingChecker
     */
    public function __construct(private readonly SettingChecker $settingChecker)
    {
    }

    /**
     * Looks at each of them.
     *
     * @param string[] $paths
     * @throws ServiceRefused
     */
    public function execute(array $paths): void
    {
        foreach ($paths as $path) {
            if ($this->settingChecker->isReadOnly($path, ScopeConfigInterface::SCOPE_TYPE_DEFAULT)) {
                throw new ServiceRefused(__(
                    'The setting %1 is fixed in app/etc/env.php, app/etc/config.php or the environment. Take it out '
                    . 'there, run "bin/magento app:config:import", and try again.',
                    $path
                ));
            }
        }
    }
}
