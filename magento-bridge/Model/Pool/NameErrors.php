<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

use CouponPools\Bridge\Model\Admin\Reply;

/**
 * Puts what the service says of a pool's settings to the fields of the form: several parts of an offer are one there.
 */
class NameErrors
{
    /**
     * The same answer, with errors by the fields of the form.
     *
     * @param Reply $reply
     * @return Reply
     */
    public function execute(Reply $reply): Reply
    {
        $errors = [];
        foreach ($reply->errors as $path => $message) {
            $path = (string)$path;
            $errors[$this->field($path)] ??= $path === 'templateId'
                ? (string)__('Choose the cart price rule that gives the codes their value.')
                : $message;
        }
        return new Reply($reply->status, $reply->body, $reply->problem, $errors);
    }

    /**
     * The field for a path of the service.
     *
     * @param string $path
     */
    private function field(string $path): string
    {
        return match (true) {
            $path === 'template.rule' => 'templateId',
            $path === 'template.name' => 'offer.name',
            str_starts_with($path, 'template.offer.reward.value') => 'offer.worth',
            str_starts_with($path, 'template.offer.reward.items') => 'offer.ids',
            str_starts_with($path, 'template.offer.reward') => 'offer.kind',
            str_starts_with($path, 'template.offer.minimum') => 'offer.minimumValue',
            $path === 'template.offer.startsAt' => 'offer.startsOn',
            $path === 'template.offer.endsAt' => 'offer.endsOn',
            str_starts_with($path, 'template.') => substr($path, strlen('template.')),
            default => $path,
        };
    }
}
