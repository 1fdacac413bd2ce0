<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Link;

/**
 * To whom the shop is connected now.
 */
class LinkResult
{
    public function __construct(
        public readonly string $accountId,
        public readonly string $accountName,
        public readonly string $storeId
    ) {
    }
}
