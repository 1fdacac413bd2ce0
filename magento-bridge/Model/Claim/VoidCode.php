<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Claim;

use CouponPools\Bridge\Model\Admin\AskService;

/**
 * Marks a code void: it is handed out no more, and whoever got it holds it no longer.
 */
class VoidCode
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
     * Marks it, and says what came of it.
     *
     * @param string $pool the id of the pool that has the code
     * @param string $code
     * @return array{bool,string} whether it was done, and a sentence for people
     */
    public function execute(string $pool, string $code): array
    {
        $reply = $this->askService->execute('POST', '/pools/' . $pool . '/void', ['code' => $code]);
        if (!$reply->isOk()) {
            return [false, $reply->errors['code'] ?? $reply->problem];
        }
        return [
            true,
            (string)(($reply->body['inShop'] ?? '') === 'deleted'
                ? __('The code %1 is void. It is deleted in Magento with the next exchange.', $code)
                : __('The code %1 is void. It works in Magento until you delete it there.', $code)),
        ];
    }
}
