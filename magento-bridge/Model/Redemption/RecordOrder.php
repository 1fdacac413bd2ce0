<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Redemption;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Model\Instant;
use CouponPools\Bridge\Model\Outbox\OutboxTable;

/**
 * Writes down what an order says of its coupon code: redeemed, and when it is cancelled, reversed. Each is one event
 * per order, however often it is told. The order is the truth, not the coupon's `times_used`.
 */
class RecordOrder
{
    private const DECIMALS = 2;

    /**
     * Wires the outbox.
     *
     * @param OutboxTable $outbox
     * @param ClockInterface $clock
     * @param Instant $instant
     */
    public function __construct(
        private readonly OutboxTable $outbox,
        private readonly ClockInterface $clock,
        private readonly Instant $instant
    ) {
    }

    /**
     * Writes what is new.
     *
     * @param OrderRow $order
     * @return int how many events are new
     */
    public function execute(OrderRow $order): int
    {
        $new = $this->outbox->add('redeemed-' . $order->orderId, 'redeemed', [
            'code' => $order->couponCode,
            'orderId' => (string)$order->orderId,
            'orderNumber' => $order->number,
            'total' => $this->money($order->total),
            'discount' => $this->money(abs($order->discount)),
            'currency' => $order->currency,
            'at' => $this->at($order->createdAt),
        ]) ? 1 : 0;
        if ($order->isCanceled) {
            $new += $this->outbox->add('reversed-' . $order->orderId, 'reversed', [
                'code' => $order->couponCode,
                'orderId' => (string)$order->orderId,
                'at' => $this->at($order->updatedAt),
            ]) ? 1 : 0;
        }
        return $new;
    }

    /**
     * An amount as decimal text.
     *
     * @param float $amount
     */
    private function money(float $amount): string
    {
        return number_format($amount, self::DECIMALS, '.', '');
    }

    /**
     * The instant that the database told, or the present one: a new order does not have one yet.
     *
     * @param string $text
     */
    private function at(string $text): string
    {
        return $this->instant->toService($this->instant->toSeconds($text) ?? $this->clock->now());
    }
}
