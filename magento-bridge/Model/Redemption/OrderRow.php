<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Redemption;

/**
 * What of an order is of interest.
 */
class OrderRow
{
    /**
     * Amounts are those of the order's own currency; times are UTC as the database keeps them, or empty.
     *
     * @param int $orderId
     * @param string $number
     * @param string $couponCode as typed by the buyer
     * @param bool $isCanceled
     * @param float $total
     * @param float $discount
     * @param string $currency
     * @param string $createdAt
     * @param string $updatedAt
     * @param int $quoteId 0: not known
     */
    public function __construct(
        public readonly int $orderId,
        public readonly string $number,
        public readonly string $couponCode,
        public readonly bool $isCanceled,
        public readonly float $total,
        public readonly float $discount,
        public readonly string $currency,
        public readonly string $createdAt,
        public readonly string $updatedAt,
        public readonly int $quoteId
    ) {
    }
}
