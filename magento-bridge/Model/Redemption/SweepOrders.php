<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Redemption;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Model\Instant;
use Magento\Framework\FlagManager;

/**
 * Looks through the orders for what the observers have missed: orders made by imports, or while something was broken.
 */
class SweepOrders
{
    private const FLAG = 'coupon_pools_sweep';
    private const PAGE = 500;
    private const FIRST_DAYS = 7;
    private const DAY_SECONDS = 86400;

    /** A transaction may commit well after the time that it wrote into its order. */
    private const OVERLAP_SECONDS = 7200;

    /**
     * Wires the parts.
     *
     * @param OrderTable $orders
     * @param UseTable $uses
     * @param RecordOrder $recordOrder
     * @param ReleaseUse $releaseUse
     * @param FlagManager $flagManager
     * @param ClockInterface $clock
     * @param Instant $instant
     */
    public function __construct(
        private readonly OrderTable $orders,
        private readonly UseTable $uses,
        private readonly RecordOrder $recordOrder,
        private readonly ReleaseUse $releaseUse,
        private readonly FlagManager $flagManager,
        private readonly ClockInterface $clock,
        private readonly Instant $instant
    ) {
    }

    /**
     * Sweeps from the last sweep until now.
     *
     * @return int how many events were missing
     */
    public function execute(): int
    {
        $now = $this->clock->now();
        $last = $this->lastAt();
        $from = $last === null ? $now - self::FIRST_DAYS * self::DAY_SECONDS : $last - self::OVERLAP_SECONDS;
        $missing = 0;
        $after = 0;
        do {
            $page = $this->orders->changed($this->instant->toDatabase($from), $after, self::PAGE);
            foreach ($page as $order) {
                $missing += $this->recordOrder->execute($order);
                if ($order->isCanceled) {
                    $this->releaseUse->ofOrder($order->number, $order->quoteId);
                }
                $after = $order->orderId;
            }
        } while (count($page) === self::PAGE);
        $this->releaseOrphans(
            $last === null ? 0 : $from - self::DAY_SECONDS,
            $now - self::DAY_SECONDS
        );
        $this->flagManager->saveFlag(self::FLAG, ['at' => $now]);
        return $missing;
    }

    /**
     * When the last sweep began, in Unix seconds; null: never.
     */
    public function lastAt(): ?int
    {
        $flag = $this->flagManager->getFlagData(self::FLAG);
        return is_array($flag) && isset($flag['at']) ? (int)$flag['at'] : null;
    }

    /**
     * Gives back uses whose order never came to be. Each is looked at once, a day after it was taken: they only grow.
     *
     * @param int $from Unix seconds
     * @param int $before Unix seconds
     */
    private function releaseOrphans(int $from, int $before): void
    {
        $after = 0;
        do {
            $page = $this->uses->takenBetween(
                $this->instant->toDatabase($from),
                $this->instant->toDatabase($before),
                $after,
                self::PAGE
            );
            foreach ($page as $use) {
                $after = (int)$use['coupon_id'];
                if (!$this->orders->stands((string)$use['order_number'], (int)$use['quote_id'])) {
                    $this->uses->release($after, (string)$use['token']);
                }
            }
        } while (count($page) === self::PAGE);
    }
}
