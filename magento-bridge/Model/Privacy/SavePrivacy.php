<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Privacy;

use CouponPools\Bridge\Model\Admin\AskService;

/**
 * Tells the service what the email platform sends as the contact, and how long it is kept.
 */
class SavePrivacy
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
     * Saves both.
     *
     * @param string $identifier one of those that the page offers
     * @param string $months one of those that the page offers; empty: never forgotten
     * @return string a sentence for people; empty where it was saved
     */
    public function execute(string $identifier, string $months): string
    {
        $reply = $this->askService->execute('PUT', '/privacy', [
            'identifier' => $identifier,
            'contactMonths' => ctype_digit($months) ? (int)$months : null,
        ]);
        return $reply->problem;
    }
}
