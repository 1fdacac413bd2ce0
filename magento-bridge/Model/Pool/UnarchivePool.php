<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Outcome;

/**
 * Takes a pool out of the archive.
 */
class UnarchivePool
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
     * Restores it.
     *
     * @param string $pool the pool's id
     * @return Outcome
     */
    public function execute(string $pool): Outcome
    {
        return $this->askService->execute('POST', '/pools/' . $pool . '/unarchive', [])
            ->outcome(__('The pool is in use again.'));
    }
}
