<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Redemption;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Model\Instant;
use Magento\Framework\Exception\NoSuchEntityException;

/**
 * Takes the single use of a code before the order is saved. Older patch levels of Magento count a use too late, and all
 * of them count none of a checkout with several addresses. A second order is refused with Magento's own words.
 */
class TakeUse
{
    /** A submit that was killed leaves its row; after this long without an order it counts for nothing. */
    private const STALE_SECONDS = 900;

    /**
     * Wires the parts.
     *
     * @param UseTable $uses
     * @param OrderTable $orders
     * @param HeldUses $held
     * @param ClockInterface $clock
     * @param Instant $instant
     */
    public function __construct(
        private readonly UseTable $uses,
        private readonly OrderTable $orders,
        private readonly HeldUses $held,
        private readonly ClockInterface $clock,
        private readonly Instant $instant
    ) {
    }

    /**
     * Takes the use for an order, or throws.
     *
     * @param string $code
     * @param int $quoteId
     * @param string $orderNumber
     * @param string $replaced the number of the order of which this one is an edit, and which is cancelled after it
     * @throws NoSuchEntityException another order has it
     */
    public function execute(string $code, int $quoteId, string $orderNumber, string $replaced = ''): void
    {
        $couponId = $code === '' ? null : $this->uses->singleUseCoupon($code);
        if ($couponId === null) {
            return;
        }
        $holder = $this->freshHolder($couponId);
        $isReplaced = $holder !== null && $replaced !== '' && $holder['order_number'] === $replaced;
        if ($isReplaced) {
            $this->uses->release($couponId, (string)$holder['token']);
        }
        $token = $this->take($couponId, $quoteId, $orderNumber);
        $this->held->remember($quoteId, $couponId, $token, $isReplaced ? $holder : null);
    }

    /**
     * Takes the use for one of the orders of a quote that is sent to several addresses: together they are one use.
     *
     * @param string $code
     * @param int $quoteId
     * @param string $orderNumber
     * @throws NoSuchEntityException another quote has it
     */
    public function ofQuote(string $code, int $quoteId, string $orderNumber): void
    {
        $couponId = $code === '' ? null : $this->uses->singleUseCoupon($code);
        if ($couponId === null) {
            return;
        }
        $holder = $this->freshHolder($couponId);
        if ($holder === null || (int)$holder['quote_id'] !== $quoteId) {
            $this->take($couponId, $quoteId, $orderNumber);
        }
    }

    /**
     * Writes the row.
     *
     * @param int $couponId
     * @param int $quoteId
     * @param string $orderNumber
     * @return string the token of this try
     * @throws NoSuchEntityException it is there
     */
    private function take(int $couponId, int $quoteId, string $orderNumber): string
    {
        $token = bin2hex(random_bytes(16));
        $now = $this->instant->toDatabase($this->clock->now());
        if (!$this->uses->take($couponId, $quoteId, $orderNumber, $token, $now)) {
            throw new NoSuchEntityException(__("The coupon code isn't valid. Verify the code and try again."));
        }
        return $token;
    }

    /**
     * Whoever has the use; one that never became an order loses it.
     *
     * @param int $couponId
     * @return array<string,mixed>|null
     */
    private function freshHolder(int $couponId): ?array
    {
        $holder = $this->uses->holder($couponId);
        if ($holder === null) {
            return null;
        }
        $takenAt = $this->instant->toSeconds((string)$holder['taken_at']) ?? 0;
        $isStale = $this->clock->now() - $takenAt > self::STALE_SECONDS
            && !$this->orders->stands((string)$holder['order_number'], (int)$holder['quote_id']);
        if ($isStale) {
            $this->uses->release($couponId, (string)$holder['token']);
        }
        return $isStale ? null : $holder;
    }
}
