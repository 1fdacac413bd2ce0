<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Admin;

/**
 * What came of something that an admin asked for.
 */
class Outcome
{
    /**
     * Holds both.
     *
     * @param bool $isDone
     * @param string $sentence for people: what was done, or why it was not
     */
    public function __construct(
        public readonly bool $isDone,
        public readonly string $sentence
    ) {
    }
}
