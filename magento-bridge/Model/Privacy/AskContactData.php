<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Privacy;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Reply;

/**
 * What is stored of a person, to be handed over to them.
 */
class AskContactData
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
     * Asks the service.
     *
     * @param string $contact as the email platform sends it
     * @return Reply with `file`, the text of a CSV; its first line alone where nothing is stored
     */
    public function execute(string $contact): Reply
    {
        $contact = trim($contact);
        if ($contact === '' || !mb_check_encoding($contact, 'UTF-8') || mb_strlen($contact) > self::CHARACTERS_MAX) {
            return new Reply(
                0,
                [],
                (string)__(
                    'Enter the contact as the email platform sends it, at most %1 characters.',
                    self::CHARACTERS_MAX
                )
            );
        }
        return $this->askService->execute('POST', '/contacts/data', ['contact' => $contact]);
    }
}
