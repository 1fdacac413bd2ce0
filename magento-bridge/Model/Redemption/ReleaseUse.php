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
        if ($held === null || $this->orders->stands($orderNumber, 0)) {
            return;
        }
        $this->uses->release($held['couponId'], $held['token']);
        $replaced = $held['replaced'];
        if ($replaced !== null) {
            $this->uses->take(
                $held['couponId'],
                (int)$replaced['quote_id'],
                (string)$replaced['order_number'],
                (string)$replaced['token'],
                (string)$replaced['taken_at']
            );
        }
    }

    /**
     * Gives back the use of an order that was cancelled, unless another order of the same quote has it too.
     *
     * @param string $orderNumber
     * @param int $quoteId
     */
    public function ofOrder(string $orderNumber, int $quoteId): void
    {
        if (!$this->orders->stands($orderNumber, $quoteId)) {
            $this->uses->releaseOrder($orderNumber, $quoteId);
        }
    }
}
