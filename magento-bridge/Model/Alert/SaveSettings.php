<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Alert;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Reply;

/**
 * Tells the service who gets alerts by mail, and which.
 */
class SaveSettings
{
    /**
     * Wires the parts.
     *
     * @param AskService $askService
     * @param SeparateAddresses $separateAddresses
     */
    public function __construct(
        private readonly AskService $askService,
        private readonly SeparateAddresses $separateAddresses
    ) {
    }

    /**
     * Replaces both lists.
     *
     * @param string $addresses as they were typed: on lines of their own, or with commas or semicolons between them
     * @param list<string> $kinds
     * @return Reply errors by the address that is none
     */
    public function execute(string $addresses, array $kinds): Reply
    {
        $recipients = $this->separateAddresses->execute($addresses);
        $reply = $this->askService->execute('PUT', '/alert-settings', [
            'recipients' => $recipients,
            'alerts' => array_map(static fn (string $kind): string => mb_scrub($kind, 'UTF-8'), $kinds),
        ]);
        $errors = [];
        foreach ($reply->errors as $path => $error) {
            $place = preg_match('/^recipients\.(\d+)$/', $path, $found) === 1 ? (int)$found[1] : null;
            $errors[$place === null ? $path : $recipients[$place] ?? $path] = $error;
        }
        return new Reply($reply->status, $reply->body, $reply->problem, $errors);
    }
}
