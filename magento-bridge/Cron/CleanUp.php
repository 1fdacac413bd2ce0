<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Cron;

use CouponPools\Bridge\Model\CleanUp as CleanUpService;
use CouponPools\Bridge\Model\DeleteStaleFiles;

/**
 * Every hour.
 */
class CleanUp
{
    /**
     * Wires the services.
     *
     * @param CleanUpService $cleanUp
     * @param DeleteStaleFiles $deleteStaleFiles
     */
    public function __construct(
        private readonly CleanUpService $cleanUp,
        private readonly DeleteStaleFiles $deleteStaleFiles
    ) {
    }

    /**
     * Removes what is over.
     */
    public function execute(): void
    {
        $this->cleanUp->execute();
        $this->deleteStaleFiles->execute();
    }
}
