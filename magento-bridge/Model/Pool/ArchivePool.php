<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Outcome;

/**
 * Archives a pool, so that it hands out nothing any more.
 */
class ArchivePool
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
     * Archives it.
     *
     * @param string $pool the pool's id
     * @param mixed $deleteUnassigned "1": codes that nobody got are deleted in the shop
     * @return Outcome
     */
    public function execute(string $pool, mixed $deleteUnassigned): Outcome
    {
        return $this->askService
            ->execute('POST', '/pools/' . $pool . '/archive', ['deleteUnassigned' => $deleteUnassigned === '1'])
            ->outcome(__('The pool was archived.'));
    }
}
