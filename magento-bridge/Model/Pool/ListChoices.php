<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

use CouponPools\Bridge\Model\Service\TranslateSentence;

/**
 * What can give codes their value: templates first, then the rules of the last report that have none.
 */
class ListChoices
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
     * Puts them in one list.
     *
     * @param list<array<string,mixed>> $templates as the service lists them
     * @param list<array<string,mixed>> $rules
     * @return list<array{choice: string, rule: int, name: string, words: string, problems: list<string>}>
     */
    public function execute(array $templates, array $rules): array
    {
        $choices = array_map($this->template(...), $templates);
        $taken = array_filter(array_column($choices, 'rule'));
        foreach ($rules as $rule) {
            if (!in_array((int)($rule['id'] ?? 0), $taken, true)) {
                $choices[] = $this->rule($rule);
            }
        }
        return $choices;
    }

    /**
     * A template as a choice.
     *
     * @param array<string,mixed> $template
     * @return array{choice: string, rule: int, name: string, words: string, problems: list<string>}
     */
    private function template(array $template): array
    {
        return [
            'choice' => DescribeTemplate::TEMPLATE . ($template['id'] ?? ''),
            'rule' => (int)($template['rule'] ?? 0),
            'name' => (string)($template['name'] ?? ''),
            'words' => $this->words($template),
            'problems' => [],
        ];
    }

    /**
     * A rule without a template as a choice.
     *
     * @param array<string,mixed> $rule
     * @return array{choice: string, rule: int, name: string, words: string, problems: list<string>}
     */
    private function rule(array $rule): array
    {
        return [
            'choice' => DescribeTemplate::RULE . (int)($rule['id'] ?? 0),
            'rule' => (int)($rule['id'] ?? 0),
            'name' => (string)($rule['name'] ?? ''),
            'words' => $this->words($rule),
            'problems' => array_map(
                $this->translateSentence->execute(...),
                array_values(array_filter((array)($rule['problems'] ?? []), 'is_string'))
            ),
        ];
    }

    /**
     * What it does, as sentences: those of a rule come without full stops.
     *
     * @param array<string,mixed> $described
     */
    private function words(array $described): string
    {
        $words = array_filter((array)($described['words'] ?? []), 'is_string');
        return implode(' ', array_map(
            fn (string $said): string => $this->translateSentence->execute(rtrim($said, '.') . '.'),
            $words
        ));
    }
}
