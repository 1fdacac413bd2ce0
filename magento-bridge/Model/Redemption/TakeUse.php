<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Redemption;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Model\Instant;
use Magento\Framework\Exception\NoSuchEntityException;

/**
 * Takes the single use of a code before the order is saved, where Magento itself does not. A second order is refused
 * with Magento's own words.
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
     * @param PatchLevel $patchLevel
     * @param ClockInterface $clock
     * @param Instant $instant
     */
    public function __construct(
        private readonly UseTable $uses,
        private readonly OrderTable $orders,
        private readonly HeldUses $held,
        private readonly PatchLevel $patchLevel,
        private readonly ClockInterface $clock,
        private readonly Instant $instant
    ) {
    }

    /**
     * Takes the use, or throws.
     *
     * @param string $code
     * @param int $quoteId
     * @param string $orderNumber
     * @throws NoSuchEntityException another order has it
     */
    public function execute(string $code, int $quoteId, string $orderNumber): void
    {
        $couponId = $code !== '' && $this->patchLevel->needsGuard() ? $this->uses->singleUseCoupon($code) : null;
        if ($couponId === null) {
            return;
        }
        $token = bin2hex(random_bytes(16));
        $now = $this->clock->now();
        $holder = $this->uses->holder($couponId);
        if ($holder !== null && $this->isStale($holder, $now)) {
            $this->uses->release($couponId, (string)$holder['token']);
        }
        if (!$this->uses->take($couponId, $quoteId, $orderNumber, $token, $this->instant->toDatabase($now))) {
            throw new NoSuchEntityException(__("The coupon code isn't valid. Verify the code and try again."));
        }
        $this->held->remember($quoteId, $couponId, $token);
    }

    /**
     * Whether the holder never became an order.
     *
     * @param array<string,mixed> $holder
     * @param int $now
     */
    private function isStale(array $holder, int $now): bool
    {
        $takenAt = $this->instant->toSeconds((string)$holder['taken_at']) ?? 0;
        return $now - $takenAt > self::STALE_SECONDS && !$this->orders->stands((string)$holder['order_number']);
    }
}
