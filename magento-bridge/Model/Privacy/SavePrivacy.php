<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Privacy;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Outcome;

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
     * @return Outcome
     */
    public function execute(string $identifier, string $months): Outcome
    {
        return $this->askService->execute('PUT', '/privacy', [
            'identifier' => $identifier,
            'contactMonths' => ctype_digit($months) ? (int)$months : null,
        ])->outcome(__('The settings were saved.'));
    }
}
