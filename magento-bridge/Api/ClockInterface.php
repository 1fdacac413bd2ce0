<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Api;

/**
 * The time, and waiting.
 */
interface ClockInterface
{
    /**
     * Unix time in seconds.
     */
    public function now(): int;

    /**
     * Waits.
     */
    public function sleep(int $seconds): void;
}
