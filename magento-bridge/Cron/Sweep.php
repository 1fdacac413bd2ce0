<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Cron;

use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Redemption\SweepOrders;

/**
 * Every night.
 */
class Sweep
{
    /**
     * Wires the sweep.
     *
     * @param Config $config
     * @param SweepOrders $sweepOrders
     */
    public function __construct(
        private readonly Config $config,
        private readonly SweepOrders $sweepOrders
    ) {
    }

    /**
     * Finds orders that were missed. A shop that was never connected has nobody to tell.
     */
    public function execute(): void
    {
        if ($this->config->installationId() !== '') {
            $this->sweepOrders->execute();
        }
    }
}
