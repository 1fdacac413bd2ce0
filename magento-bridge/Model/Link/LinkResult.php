<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Link;

/**
 * To whom the shop is connected now.
 */
class LinkResult
{
    /**
     * Holds what the service said.
     *
     * @param string $accountId
     * @param string $accountName
     * @param string $storeId
     */
    public function __construct(
        public readonly string $accountId,
        public readonly string $accountName,
        public readonly string $storeId
    ) {
    }
}
