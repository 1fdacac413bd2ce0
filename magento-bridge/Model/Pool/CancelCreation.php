<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Outcome;

/**
 * Stops the creation of a pool's uploaded codes in Magento; what was created stays.
 */
class CancelCreation
{
    /**
     * Wires the parts.
     *
     * @param AskService $askService
     */
    public function __construct(private readonly AskService $askService)
    {
    }

    /**
     * Stops it. Harmless when nothing is under way.
     *
     * @param string $pool the pool's id
     * @return Outcome
     */
    public function execute(string $pool): Outcome
    {
        return $this->askService->execute('POST', '/pools/' . $pool . '/creation/cancel', [])
            ->outcome(__('No more codes are created. Those that were created stay.'));
    }
}
