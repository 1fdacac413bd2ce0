<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Reply;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * What the email platform sends as the contact, how long it is kept, and who was forgotten lately.
 */
class Privacy implements ArgumentInterface
{
    /** @var Reply|null */
    private ?Reply $reply = null;

    /**
     * Wires the page.
     *
     * @param AskService $askService
     */
    public function __construct(private readonly AskService $askService)
    {
    }

    /**
     * Why there is nothing to show; empty where there is.
     */
    public function problem(): string
    {
        return $this->reply()->problem;
    }

    /**
     * What the platform may send.
     *
     * @return list<array{value: string,label: \Magento\Framework\Phrase,isChosen: bool}>
     */
    public function identifiers(): array
    {
        $labels = [
            'email' => __('E-mail address'),
            'customer_id' => __("The shop's number of the customer"),
            'phone' => __('Phone number'),
            'own' => __("The email platform's own number"),
        ];
        $chosen = $this->reply()->body['identifier'] ?? '';
        $choices = [];
        foreach ($labels as $value => $label) {
            $choices[] = ['value' => $value, 'label' => $label, 'isChosen' => $chosen === $value];
        }
        return $choices;
    }

    /**
     * After how many months contacts may be forgotten; an empty value: never.
     *
     * @return list<array{value: string,label: \Magento\Framework\Phrase,isChosen: bool}>
     */
    public function months(): array
    {
        $chosen = $this->reply()->body['contactMonths'] ?? null;
        $choices = [['value' => '', 'label' => __('Never, until somebody asks'), 'isChosen' => $chosen === null]];
        foreach ((array)($this->reply()->body['monthsToChoose'] ?? []) as $months) {
            if (is_int($months)) {
                $choices[] = [
                    'value' => (string)$months,
                    'label' => __('After %1 months', $months),
                    'isChosen' => $chosen === $months,
                ];
            }
        }
        return $choices;
    }

    /**
     * API clients that put what looks like an address where it is stored as it is, each as a sentence.
     *
     * @return list<string>
     */
    public function personalNames(): array
    {
        return array_map(
            static fn (array $one): string => (string)match ($one['what'] ?? null) {
                'keys' => __('%1 sends them in the keys of messages.', $one['client'] ?? ''),
                'campaigns' => __('%1 sends them in ids of campaigns.', $one['client'] ?? ''),
                default => __('%1 sends them in the keys of messages and ids of campaigns.', $one['client'] ?? ''),
            },
            $this->reply()->listOf('personalNames')
        );
    }

    /**
     * Contacts that were forgotten lately, each as a sentence; never who it was.
     *
     * @param Words $words
     * @return list<string>
     */
    public function erased(Words $words): array
    {
        return array_map(
            fn (array $one): string => (string)(($one['finishedAt'] ?? null) === null
                ? __('Since %1: under way', $words->time($one['receivedAt'] ?? null))
                : __(
                    '%1, %2. Messages: %3.',
                    $words->time($one['finishedAt']),
                    $this->source($one['source'] ?? null),
                    $words->count($one['messages'] ?? null)
                )),
            $this->reply()->listOf('erased')
        );
    }

    /**
     * Who asked for it.
     *
     * @param mixed $source
     */
    private function source(mixed $source): string
    {
        return (string)match ($source) {
            'api' => __('asked by the email platform'),
            'bridge' => __('asked in Magento'),
            'merchant', 'shopify' => __('asked in Shopify'),
            default => is_string($source) ? $source : '',
        };
    }

    /**
     * The answer, asked for once.
     */
    private function reply(): Reply
    {
        return $this->reply ??= $this->askService->execute('GET', '/privacy');
    }
}
