<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model;

use CouponPools\Bridge\Api\ClockInterface;

/**
 * The machine's own clock.
 */
class SystemClock implements ClockInterface
{
    /**
     * @inheritDoc
     */
    public function now(): int
    {
        return time();
    }

    /**
     * @inheritDoc
     */
    public function sleep(int $seconds): void
    {
        // phpcs:ignore Magento2.Functions.DiscouragedFunction -- waiting is what this method is for
        sleep(max(0, $seconds));
    }
}
