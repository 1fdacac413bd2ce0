<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Link;

use CouponPools\Bridge\Api\ServiceClientInterface;
use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Place\PlaceState;
use CouponPools\Bridge\Model\Service\ServiceRefused;
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
     * @param RefuseFixedSettings $refuseFixedSettings
     * @param PlaceState $placeState
     * @param ForgetConnection $forgetConnection
     */
    public function __construct(
        private readonly Config $config,
        private readonly ServiceClientInterface $client,
        private readonly SettingsWriter $settingsWriter,
        private readonly RefuseFixedSettings $refuseFixedSettings,
        private readonly PlaceState $placeState,
        private readonly ForgetConnection $forgetConnection
    ) {
    }

    /**
     * The key is forgotten here in any case. A copy disconnects itself, never the shop whose key it has.
     *
     * @return bool whether the service knows; if not, its pools notice when the shop no longer calls
     * @throws ServiceRefused the key cannot be forgotten here
     */
    public function execute(): bool
    {
        $this->refuseFixedSettings->execute([Config::PATH_KEY_ID, Config::PATH_SECRET]);
        if ($this->placeState->copyOf() !== '') {
            $this->forgetConnection->execute();
            return true;
        }
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
