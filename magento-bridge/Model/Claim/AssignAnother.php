<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Claim;

use CouponPools\Bridge\Model\Admin\AskService;

/**
 * Gives the contact of a message another code of the pool.
 */
class AssignAnother
{
    public const EARLIER = ['void', 'stays'];

    /**
     * Wires the parts.
     *
     * @param AskService $askService
     */
    public function __construct(private readonly AskService $askService)
    {
    }

    /**
     * Assigns it, and says which one it is.
     *
     * @param string $pool the id of the pool that answered the message
     * @param string $key of the message
     * @param string $earlier what becomes of the code that the contact has, one of EARLIER
     * @return array{bool,string} whether it was done, and a sentence for people
     */
    public function execute(string $pool, string $key, string $earlier): array
    {
        $wish = ['key' => $key, 'earlier' => $earlier];
        $reply = $this->askService->execute('POST', '/pools/' . $pool . '/another', $wish);
        if (!$reply->isOk()) {
            return [false, $reply->errors['key'] ?? $reply->problem];
        }
        return [
            true,
            (string)__(
                'Another code for this contact: %1. The email platform does not know of it, so send it yourself.',
                (string)($reply->body['code'] ?? '')
            ),
        ];
    }
}
