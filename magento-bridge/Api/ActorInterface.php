<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Api;

/**
 * The person on whose behalf the service is called, for its history.
 */
interface ActorInterface
{
    /**
     * For example `magento:jane`, at most 100 characters; null where nobody is signed in (cron, command line).
     */
    public function name(): ?string;
}
