<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Link;

use CouponPools\Bridge\Api\ServiceClientInterface;
use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;

/**
 * Disconnects the shop. Codes and pools stay, here and there; connecting again goes on with them.
 */
class UnlinkShop
{
    private const PATH = '/api/bridge/v1/disconnect';

    /**
     * Wires the parts.
     *
     * @param Config $config
     * @param ServiceClientInterface $client
     * @param SettingsWriter $settingsWriter
     */
    public function __construct(
        private readonly Config $config,
        private readonly ServiceClientInterface $client,
        private readonly SettingsWriter $settingsWriter
    ) {
    }

    /**
     * The key is forgotten here in any case.
     *
     * @return bool whether the service knows; if not, its pools notice when the shop no longer calls
     */
    public function execute(): bool
    {
        $told = false;
        if ($this->config->isConnected()) {
            try {
                $told = $this->client->send('POST', self::PATH, [])->isOk();
            } catch (ServiceUnavailable | \InvalidArgumentException) {
                $told = false;
            }
        }
        $this->settingsWriter->execute([
            Config::PATH_KEY_ID => null,
            Config::PATH_SECRET => null,
            Config::PATH_ACCOUNT => null,
        ]);
        return $told;
    }
}
