<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Claim;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Outcome;
use CouponPools\Bridge\Model\Admin\PathId;

/**
 * Gives the contact of a message another code of the pool.
 */
class AssignAnother
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
     * Assigns it, and says which one it is.
     *
     * @param mixed $pool the id of the pool that answered the message, which need not be the one that is shown
     * @param mixed $key of the message
     * @param mixed $voidEarlier "1": the code that the contact has is marked void
     * @return Outcome
     */
    public function execute(mixed $pool, mixed $key, mixed $voidEarlier): Outcome
    {
        $id = $this->pathId->execute($pool);
        if ($id === '') {
            return new Outcome(false, (string)__('There is no such pool.'));
        }
        $reply = $this->askService->execute('POST', '/pools/' . $id . '/another', [
            'key' => is_string($key) ? $key : '',
            'earlier' => $voidEarlier === '1' ? 'void' : 'stays',
        ]);
        return $reply->outcome(
            __(
                'Another code for this contact: %1. The email platform does not know of it, so send it yourself.',
                (string)($reply->body['code'] ?? '')
            )
        );
    }
}
