<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Check;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Model\Inbox\InboxTable;
use CouponPools\Bridge\Model\Outbox\OutboxTable;

/**
 * Whether messages move.
 */
class QueueCheck implements CheckInterface
{
    private const LATE_SECONDS = 3600;

    /**
     * Wires the tables.
     *
     * @param OutboxTable $outbox
     * @param InboxTable $inbox
     * @param ClockInterface $clock
     * @param Finding $finding
     */
    public function __construct(
        private readonly OutboxTable $outbox,
        private readonly InboxTable $inbox,
        private readonly ClockInterface $clock,
        private readonly Finding $finding
    ) {
    }

    /**
     * @inheritDoc
     */
    public function execute(): array
    {
        return [$this->waiting(), $this->dead()];
    }

    /**
     * How many events wait, and for how long.
     *
     * @return array{label:string,ok:bool,detail:string,advice:string}
     */
    private function waiting(): array
    {
        $label = __('Events to be sent');
        $count = $this->outbox->count([OutboxTable::NEW, OutboxTable::RETRY]);
        $oldest = $this->outbox->oldestWaiting();
        $detail = __('%1 waiting', $count);
        return $oldest === null || $this->clock->now() - $oldest <= self::LATE_SECONDS
            ? $this->finding->good($label, $detail)
            : $this->finding->bad($label, $detail, __('Some wait for more than an hour: see "Last exchange".'));
    }

    /**
     * What was given up.
     *
     * @return array{label:string,ok:bool,detail:string,advice:string}
     */
    private function dead(): array
    {
        $label = __('Messages given up');
        $count = $this->outbox->count([OutboxTable::DEAD]) + $this->inbox->count(InboxTable::DEAD);
        return $count === 0
            ? $this->finding->good($label, __('None'))
            : $this->finding->bad(
                $label,
                (string)$count,
                __('Look at them under Marketing > Coupon Pools > Messages, and try them again.')
            );
    }
}
