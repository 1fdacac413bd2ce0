<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Model\Coupon\CouponTable;
use CouponPools\Bridge\Model\Inbox\InboxTable;
use CouponPools\Bridge\Model\Outbox\OutboxTable;

/**
 * Deletes codes that are long over, and forgets messages that nobody will ask for again.
 */
class CleanUp
{
    private const DAY_SECONDS = 86400;

    /** Until then a date may still be moved, and the admin sees why a code did not work. */
    private const CODE_DAYS = 7;

    /** The service may repeat an instruction for so long. */
    private const INBOX_DAYS = 30;
    private const OUTBOX_DAYS = 90;
    private const BATCH = 1000;
    private const MOST_BATCHES = 100;

    /**
     * Wires the tables.
     *
     * @param CouponTable $coupons
     * @param InboxTable $inbox
     * @param OutboxTable $outbox
     * @param ClockInterface $clock
     * @param Instant $instant
     */
    public function __construct(
        private readonly CouponTable $coupons,
        private readonly InboxTable $inbox,
        private readonly OutboxTable $outbox,
        private readonly ClockInterface $clock,
        private readonly Instant $instant
    ) {
    }

    /**
     * Cleans up a bounded amount.
     *
     * @return int how many codes were deleted
     */
    public function execute(): int
    {
        $now = $this->clock->now();
        $before = $this->instant->toDatabase($now - self::CODE_DAYS * self::DAY_SECONDS);
        $deleted = 0;
        for ($batch = 0; $batch < self::MOST_BATCHES; $batch++) {
            $couponIds = $this->coupons->expiredBefore($before, self::BATCH);
            $deleted += $this->coupons->delete($couponIds);
            if (count($couponIds) < self::BATCH) {
                break;
            }
        }
        $this->forget(
            fn (): int => $this->inbox->prune($now - self::INBOX_DAYS * self::DAY_SECONDS, self::BATCH)
        );
        $this->forget(
            fn (): int => $this->outbox->prune($now - self::OUTBOX_DAYS * self::DAY_SECONDS, self::BATCH)
        );
        return $deleted;
    }

    /**
     * Forgets in batches, until there is no whole one.
     *
     * @param callable():int $prune
     */
    private function forget(callable $prune): void
    {
        for ($batch = 0; $batch < self::MOST_BATCHES; $batch++) {
            if ($prune() < self::BATCH) {
                return;
            }
        }
    }
}
