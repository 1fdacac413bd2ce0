<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Exchange;

/**
 * How one exchange ended.
 */
class ExchangeStep
{
    /**
     * Whether the service took the load, and when it wants the next.
     *
     * @param bool $isOk
     * @param bool $isLoadRefused the service did not like the load itself
     * @param bool $more there is more to take
     * @param int $againInSeconds
     * @param int $received instructions that there is something to do for
     * @param bool $isCopy this is not the shop that was connected, and nothing counts
     * @param string $problem empty where all is well
     */
    public function __construct(
        public readonly bool $isOk,
        public readonly bool $isLoadRefused = false,
        public readonly bool $more = false,
        public readonly int $againInSeconds = 0,
        public readonly int $received = 0,
        public readonly bool $isCopy = false,
        public readonly string $problem = ''
    ) {
    }
}
