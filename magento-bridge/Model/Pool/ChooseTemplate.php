<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Reply;

/**
 * Finds the template that a dynamic pool was given in the form: one that is there, a cart price rule that becomes
 * one, or a description that becomes a cart price rule.
 */
class ChooseTemplate
{
    public const TEMPLATE = 'template:';
    public const RULE = 'rule:';
    public const CREATE = 'create';

    /**
     * Wires the parts.
     *
     * @param AskService $askService
     * @param MapOffer $mapOffer
     */
    public function __construct(
        private readonly AskService $askService,
        private readonly MapOffer $mapOffer
    ) {
    }

    /**
     * Finds it or makes it.
     *
     * @param array<string,mixed> $form
     * @return Reply with `id`, the template's; errors are named as the fields of the form
     */
    public function execute(array $form): Reply
    {
        $choice = is_string($form['template'] ?? null) ? $form['template'] : '';
        if (str_starts_with($choice, self::TEMPLATE)) {
            return new Reply(200, ['id' => substr($choice, strlen(self::TEMPLATE))]);
        }
        if (str_starts_with($choice, self::RULE)) {
            return $this->ofRule((int)substr($choice, strlen(self::RULE)));
        }
        if ($choice === self::CREATE) {
            return $this->created(is_array($form['offer'] ?? null) ? $form['offer'] : []);
        }
        $problem = (string)__('Choose the cart price rule that gives the codes their value.');
        return new Reply(400, [], $problem, ['templateId' => $problem]);
    }

    /**
     * Makes a template of a rule that is there, under its name.
     *
     * @param int $rule
     */
    private function ofRule(int $rule): Reply
    {
        $name = (string)__('Rule %1', $rule);
        $rules = $this->askService->execute('GET', '/rules');
        foreach ($rules->listOf('rules') as $reported) {
            if ((int)($reported['id'] ?? 0) === $rule) {
                $name = (string)($reported['name'] ?? $name);
            }
        }
        return $this->make(
            ['name' => mb_substr($name, 0, 100), 'rule' => $rule],
            static fn (string $path): string => 'templateId'
        );
    }

    /**
     * Makes a template that creates a rule.
     *
     * @param array<string,mixed> $offer
     */
    private function created(array $offer): Reply
    {
        $name = is_string($offer['name'] ?? null) ? trim($offer['name']) : '';
        return $this->make(
            ['name' => $name, 'offer' => $this->mapOffer->execute($offer)],
            $this->offerField(...)
        );
    }

    /**
     * Several fields of an offer are one in the form.
     *
     * @param string $path
     */
    private function offerField(string $path): string
    {
        return match (true) {
            $path === 'name' => 'offer.name',
            str_starts_with($path, 'offer.reward.value') => 'offer.worth',
            str_starts_with($path, 'offer.reward.items') => 'offer.ids',
            str_starts_with($path, 'offer.reward') => 'offer.kind',
            str_starts_with($path, 'offer.minimum') => 'offer.minimumValue',
            $path === 'offer.startsAt' => 'offer.startsOn',
            $path === 'offer.endsAt' => 'offer.endsOn',
            default => $path,
        };
    }

    /**
     * Makes a template, and names errors as the fields of the form.
     *
     * @param array<string,mixed> $template
     * @param callable $field gives the field of the form for a path of the service
     */
    private function make(array $template, callable $field): Reply
    {
        $reply = $this->askService->execute('POST', '/templates', $template);
        if ($reply->isOk()) {
            return new Reply($reply->status, ['id' => (string)($reply->part('template')['id'] ?? '')]);
        }
        $errors = [];
        foreach ($reply->errors as $path => $message) {
            $errors[$field((string)$path)] ??= $message;
        }
        return new Reply($reply->status, $reply->body, $reply->problem, $errors);
    }
}
