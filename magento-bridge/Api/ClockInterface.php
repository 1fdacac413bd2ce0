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
     *
     * @param int $seconds
     */
    public function sleep(int $seconds): void;
}
