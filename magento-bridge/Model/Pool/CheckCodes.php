<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Outcome;

/**
 * Has some codes of a static pool looked up in this shop; the service asks for it with the next exchange.
 */
class CheckCodes
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
     * Asks for a look. Asked twice, it is one.
     *
     * @param string $pool the pool's id
     * @return Outcome
     */
    public function execute(string $pool): Outcome
    {
        return $this->askService->execute('POST', '/pools/' . $pool . '/check', [])
            ->outcome(__('The codes are looked up with the next exchange.'));
    }
}
