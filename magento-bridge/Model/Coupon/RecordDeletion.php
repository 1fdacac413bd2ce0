<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Coupon;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Model\Instant;
use CouponPools\Bridge\Model\Outbox\OutboxTable;

/**
 * Writes down that a person deletes a coupon, if it is one of ours.
 */
class RecordDeletion
{
    /**
     * Wires the parts.
     *
     * @param CouponTable $coupons
     * @param OutboxTable $outbox
     * @param ClockInterface $clock
     * @param Instant $instant
     */
    public function __construct(
        private readonly CouponTable $coupons,
        private readonly OutboxTable $outbox,
        private readonly ClockInterface $clock,
        private readonly Instant $instant
    ) {
    }

    /**
     * Writes one event. An id of a coupon is never used again.
     *
     * @param string $code
     */
    public function execute(string $code): void
    {
        foreach ($code === '' ? [] : $this->coupons->find([$code]) as $row) {
            if ($row['instruction_id'] !== null) {
                $this->outbox->add('coupon-' . $row['coupon_id'] . '-deleted', 'code.deleted', [
                    'code' => (string)$row['code'],
                    'at' => $this->instant->toService($this->clock->now()),
                ]);
            }
        }
    }
}
