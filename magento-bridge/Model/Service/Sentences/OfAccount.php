<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service\Sentences;

/**
 * Why something cannot be done with the account.
 */
class OfAccount implements SentencesInterface
{
    /**
     * @inheritDoc
     */
    public function all(): array
    {
        return [
            __('There is no such account.'),
            __('This account or store no longer exists.'),
            __('There is no such API client.'),
            __('This API client was revoked. Create a new one instead.'),
            __('There is no such endpoint.'),
            __('This endpoint is switched off. Switch it on again first.'),
            __('This event is not kept any more.'),
            __('Enter the invitation that you were given.'),
            __('This code is not known here. Check it, or make a new one.'),
            __('This code has been used. Make a new one.'),
            __('This code is too old. Make a new one.'),
            __('Too many tries from here. Wait a minute.'),
            __('The key id or the signature is wrong. What is signed is "%1", a line feed and the raw body.'),
            __('webhook-timestamp must be within 5 minutes of the server\'s time, which is %1 (%2).'),
            __('Too many requests from here with this key id were not signed correctly.'),
            __('This API client sends more requests per minute than it may. Batches count as one request.'),
            __('This database is a copy of that of the shop at %1, which exchanges with the same key. Nothing was taken'
                . ' or given.'),
            __('No new accounts are opened here at the moment.'),
            __('This shop belongs to another account. Use a link code of that account, or ask its operator.'),
        ];
    }
}
