<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Admin;

use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Link\LinkResult;
use CouponPools\Bridge\Model\Link\LinkShop;
use CouponPools\Bridge\Model\Link\RefuseFixedSettings;
use CouponPools\Bridge\Model\Link\SettingsWriter;
use CouponPools\Bridge\Model\Service\ServiceRefused;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;
use Magento\Framework\Exception\LocalizedException;

/**
 * Connects with an address and a code that were entered together. A shop that is connected stays so, with its old
 * address, when the new one turns out to be no good.
 */
class ConnectShop
{
    /**
     * Wires the parts.
     *
     * @param Config $config
     * @param SettingsWriter $settingsWriter
     * @param LinkShop $linkShop
     * @param RefuseFixedSettings $refuseFixedSettings
     */
    public function __construct(
        private readonly Config $config,
        private readonly SettingsWriter $settingsWriter,
        private readonly LinkShop $linkShop,
        private readonly RefuseFixedSettings $refuseFixedSettings
    ) {
    }

    /**
     * Connects the shop.
     *
     * @param string $address
     * @param string $code
     * @return LinkResult
     * @throws ServiceRefused
     * @throws ServiceUnavailable
     */
    public function execute(string $address, string $code): LinkResult
    {
        $address = rtrim(trim($address), '/');
        $former = $this->config->address();
        $wasConnected = $this->config->isConnected();
        if ($address !== $former) {
            $this->refuseFixedSettings->execute([Config::PATH_ADDRESS]);
            $this->settingsWriter->execute([Config::PATH_ADDRESS => $address]);
        }
        try {
            return $this->linkShop->execute($code);
        } catch (LocalizedException $exception) {
            if ($wasConnected && $address !== $former) {
                $this->settingsWriter->execute([Config::PATH_ADDRESS => $former]);
            }
            throw $exception;
        }
    }
}
