<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Exchange;

use CouponPools\Bridge\Model\Inbox\InboxTable;
use CouponPools\Bridge\Model\Instant;
use CouponPools\Bridge\Model\Outbox\OutboxTable;
use CouponPools\Bridge\Model\Redemption\PatchLevel;
use CouponPools\Bridge\Model\Redemption\SweepOrders;

/**
 * Says how the module fares.
 */
class DescribeHealth
{
    /**
     * Wires the parts.
     *
     * @param OutboxTable $outbox
     * @param InboxTable $inbox
     * @param SweepOrders $sweepOrders
     * @param PatchLevel $patchLevel
     * @param Instant $instant
     */
    public function __construct(
        private readonly OutboxTable $outbox,
        private readonly InboxTable $inbox,
        private readonly SweepOrders $sweepOrders,
        private readonly PatchLevel $patchLevel,
        private readonly Instant $instant
    ) {
    }

    /**
     * The health as the exchange carries it.
     *
     * @return array{outboxWaiting:int,outboxDead:int,inboxDead:int,lastSweepAt:string|null,doubleUseGuard:string}
     */
    public function execute(): array
    {
        $lastSweep = $this->sweepOrders->lastAt();
        return [
            'outboxWaiting' => $this->outbox->count([OutboxTable::NEW, OutboxTable::RETRY]),
            'outboxDead' => $this->outbox->count([OutboxTable::DEAD]),
            'inboxDead' => $this->inbox->count(InboxTable::DEAD),
            'lastSweepAt' => $lastSweep === null ? null : $this->instant->toService($lastSweep),
            'doubleUseGuard' => $this->patchLevel->needsGuard() ? 'needed' : 'not_needed',
        ];
    }
}
