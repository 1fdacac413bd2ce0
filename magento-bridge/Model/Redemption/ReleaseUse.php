<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Redemption;

/**
 * Gives back the use that a failed submit had taken, unless its order is there all the same: what fails after the
 * order was saved does not undo it.
 */
class ReleaseUse
{
    /**
     * Wires the parts.
     *
     * @param UseTable $uses
     * @param OrderTable $orders
     * @param HeldUses $held
     */
    public function __construct(
        private readonly UseTable $uses,
        private readonly OrderTable $orders,
        private readonly HeldUses $held
    ) {
    }

    /**
     * Gives back what this process took for the quote.
     *
     * @param int $quoteId
     * @param string $orderNumber
     */
    public function execute(int $quoteId, string $orderNumber): void
    {
        $held = $this->held->pull($quoteId);
        if ($held !== null && !$this->orders->stands($orderNumber)) {
            $this->uses->release($held['couponId'], $held['token']);
        }
    }
}
