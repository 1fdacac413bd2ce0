<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

use CouponPools\Bridge\Model\Admin\AskService;

/**
 * Tells what gives codes their value, as the form has it, in the service's words: a template that is there, or one
 * that is to be made of a cart price rule or of a description.
 */
class DescribeTemplate
{
    public const TEMPLATE = 'template:';
    public const RULE = 'rule:';
    public const CREATE = 'create';

    private const NAME_CHARACTERS_MAX = 100;

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
     * What the service is told of the template.
     *
     * @param array<string,mixed> $form
     * @return array<string,mixed> `templateId`, empty where nothing was chosen; or `template`, which is to be made
     */
    public function execute(array $form): array
    {
        $choice = is_string($form['template'] ?? null) ? $form['template'] : '';
        return match (true) {
            str_starts_with($choice, self::TEMPLATE) => ['templateId' => substr($choice, strlen(self::TEMPLATE))],
            str_starts_with($choice, self::RULE) => ['template' => $this->ofRule(
                (int)substr($choice, strlen(self::RULE))
            )],
            $choice === self::CREATE => ['template' => $this->ofOffer(
                is_array($form['offer'] ?? null) ? $form['offer'] : []
            )],
            default => ['templateId' => ''],
        };
    }

    /**
     * A template of a rule that is there, under its name.
     *
     * @param int $rule
     * @return array{name: string, rule: int}
     */
    private function ofRule(int $rule): array
    {
        $name = (string)__('Rule %1', $rule);
        foreach ($this->askService->execute('GET', '/rules')->listOf('rules') as $reported) {
            if ((int)($reported['id'] ?? 0) === $rule) {
                $name = (string)($reported['name'] ?? $name);
            }
        }
        return ['name' => mb_substr($name, 0, self::NAME_CHARACTERS_MAX), 'rule' => $rule];
    }

    /**
     * A template that creates a rule.
     *
     * @param array<string,mixed> $offer
     * @return array{name: string, offer: array<string,mixed>}
     */
    private function ofOffer(array $offer): array
    {
        return [
            'name' => is_string($offer['name'] ?? null) ? trim($offer['name']) : '',
            'offer' => $this->mapOffer->execute($offer),
        ];
    }
}
