<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Admin;

/**
 * Cuts the link between a person and the codes that the email platform sent to them.
 */
class ForgetContact
{
    private const CHARACTERS_MAX = 320;

    /**
     * Wires the parts.
     *
     * @param AskService $askService
     */
    public function __construct(private readonly AskService $askService)
    {
    }

    /**
     * Forgets somebody, and says what came of it.
     *
     * @param string $contact as the email platform sends it
     * @return Outcome
     */
    public function execute(string $contact): Outcome
    {
        $contact = trim($contact);
        if ($contact === '' || !mb_check_encoding($contact, 'UTF-8') || mb_strlen($contact) > self::CHARACTERS_MAX) {
            return new Outcome(false, (string)__(
                'Enter the contact as the email platform sends it, at most %1 characters.',
                self::CHARACTERS_MAX
            ));
        }
        $reply = $this->askService->execute('POST', '/contacts/erase', ['contact' => $contact]);
        $messages = (int)($reply->body['messages'] ?? 0);
        return $reply->outcome(match (true) {
            ($reply->body['status'] ?? '') !== 'completed' => __('The contact is being forgotten.'),
            $messages === 0 => __('Nothing was stored of this contact.'),
            default => __('The contact was forgotten. Messages: %1.', $messages),
        });
    }
}
