<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service;

use CouponPools\Bridge\Api\ActorInterface;

/**
 * Cron and the command line act for nobody in particular.
 */
class Nobody implements ActorInterface
{
    /**
     * @inheritDoc
     */
    public function name(): ?string
    {
        return null;
    }
}
