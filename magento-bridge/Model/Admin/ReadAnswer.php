<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Admin;

use CouponPools\Bridge\Model\Service\ServiceAnswer;
use CouponPools\Bridge\Model\Service\TranslateSentence;

/**
 * Turns an answer of the service into what a page shows.
 */
class ReadAnswer
{
    /**
     * Wires the parts.
     *
     * @param TranslateSentence $translateSentence
     */
    public function __construct(private readonly TranslateSentence $translateSentence)
    {
    }

    /**
     * What the service agreed to, or its sentence and the fields it names.
     *
     * @param ServiceAnswer $answer
     * @return Reply
     */
    public function execute(ServiceAnswer $answer): Reply
    {
        if ($answer->isOk()) {
            return new Reply($answer->status, $answer->body);
        }
        $errors = [];
        foreach ($answer->problemErrors() as $error) {
            $errors[$error['path']] ??= $this->translateSentence->execute($error['message']);
        }
        return new Reply($answer->status, $answer->body, $this->problem($answer), $errors);
    }

    /**
     * The sentence to show.
     *
     * @param ServiceAnswer $answer
     */
    private function problem(ServiceAnswer $answer): string
    {
        if ($answer->problemCode() === 'timestamp_out_of_range') {
            return (string)__(
                'The clock of this server is wrong, so Coupon Pools does not take its calls. %1',
                $this->translateSentence->execute($answer->problemDetail())
            );
        }
        if ($answer->status === 401) {
            return (string)__(
                'Coupon Pools does not know the key of this shop any more. Connect again under Stores > Configuration.'
            );
        }
        if ($answer->problemErrors() !== [] && $answer->problemCode() === 'invalid_request') {
            return (string)__('Some fields need another look.');
        }
        return $this->translateSentence->execute($answer->problemDetail())
            ?: (string)__('Coupon Pools refused the call (status %1).', $answer->status);
    }
}
