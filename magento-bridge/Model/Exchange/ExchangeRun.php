<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Exchange;

/**
 * What a run of exchanges came to.
 */
class ExchangeRun
{
    /**
     * Numbers, and how the last exchange went.
     *
     * @param int $exchanges
     * @param int $instructions that were worked on
     * @param string $problem empty where all is well
     */
    public function __construct(
        public readonly int $exchanges,
        public readonly int $instructions,
        public readonly string $problem
    ) {
    }
}
