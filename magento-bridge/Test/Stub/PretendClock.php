<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use CouponPools\Bridge\Api\ClockInterface;

/**
 * A clock that can be wrong, or stand still; in the second case nobody waits.
 */
class PretendClock implements ClockInterface
{
    /** @var int */
    private int $offset = 0;
    /** @var int */
    public int $slept = 0;

    public function __construct(private ?int $stoppedAt = null)
    {
    }

    public function now(): int
    {
        return ($this->stoppedAt ?? time()) + $this->offset;
    }

    public function sleep(int $seconds): void
    {
        $this->slept += $seconds;
        if ($this->stoppedAt === null) {
            sleep($seconds);
        } else {
            $this->stoppedAt += $seconds;
        }
    }

    public function shift(int $seconds): void
    {
        $this->offset = $seconds;
    }
}
