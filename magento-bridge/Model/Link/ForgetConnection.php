<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Link;

use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Exchange\ExchangeState;
use CouponPools\Bridge\Model\Inbox\InboxTable;
use CouponPools\Bridge\Model\Outbox\OutboxTable;
use CouponPools\Bridge\Model\Place\PlaceState;
use CouponPools\Bridge\Model\Service\ServiceRefused;

/**
 * Makes a copy of a shop a shop of its own, which may be connected as a new store. The service is told nothing: the
 * key that is forgotten here is that of the other shop, which goes on with it.
 */
class ForgetConnection
{
    /**
     * Wires the parts.
     *
     * @param SettingsWriter $settingsWriter
     * @param RefuseFixedSettings $refuseFixedSettings
     * @param PendingKey $pendingKey
     * @param PlaceState $placeState
     * @param ExchangeState $exchangeState
     * @param InboxTable $inbox
     * @param OutboxTable $outbox
     */
    public function __construct(
        private readonly SettingsWriter $settingsWriter,
        private readonly RefuseFixedSettings $refuseFixedSettings,
        private readonly PendingKey $pendingKey,
        private readonly PlaceState $placeState,
        private readonly ExchangeState $exchangeState,
        private readonly InboxTable $inbox,
        private readonly OutboxTable $outbox
    ) {
    }

    /**
     * Forgets whose shop this was, and all messages between that shop and the service. Its codes stay.
     *
     * @throws ServiceRefused a setting is fixed in a file
     */
    public function execute(): void
    {
        $paths = [
            Config::PATH_KEY_ID, Config::PATH_SECRET, Config::PATH_ACCOUNT, Config::PATH_INSTALLATION_ID,
        ];
        $this->refuseFixedSettings->execute($paths);
        $this->settingsWriter->execute(array_fill_keys($paths, null));
        $this->pendingKey->forget();
        $this->placeState->forget();
        $this->exchangeState->forget();
        $this->inbox->clear();
        $this->outbox->clear();
    }
}
