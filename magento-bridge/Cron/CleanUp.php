<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Cron;

use CouponPools\Bridge\Model\CleanUp as CleanUpService;

/**
 * Every hour.
 */
class CleanUp
{
    /**
     * Wires the service.
     *
     * @param CleanUpService $cleanUp
     */
    public function __construct(private readonly CleanUpService $cleanUp)
    {
    }

    /**
     * Removes what is over.
     */
    public function execute(): void
    {
        $this->cleanUp->execute();
    }
}
