<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Claim;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Outcome;
use CouponPools\Bridge\Model\Admin\PathId;

/**
 * Marks a code void: it is handed out no more, and whoever got it holds it no longer.
 */
class VoidCode
{
    /**
     * Wires the parts.
     *
     * @param PathId $pathId
     * @param AskService $askService
     */
    public function __construct(
        private readonly PathId $pathId,
        private readonly AskService $askService
    ) {
    }

    /**
     * Marks it, and says what came of it.
     *
     * @param mixed $pool the id of the pool that has the code, which need not be the one that is shown
     * @param mixed $code
     * @return Outcome
     */
    public function execute(mixed $pool, mixed $code): Outcome
    {
        $id = $this->pathId->execute($pool);
        if ($id === '') {
            return new Outcome(false, (string)__('There is no such pool.'));
        }
        $code = is_string($code) ? $code : '';
        $reply = $this->askService->execute('POST', '/pools/' . $id . '/void', ['code' => $code]);
        return $reply->outcome(
            ($reply->body['inShop'] ?? '') === 'deleted'
                ? __('The code %1 is void. It is deleted in Magento with the next exchange.', $code)
                : __('The code %1 is void. It works in Magento until you delete it there.', $code)
        );
    }
}
