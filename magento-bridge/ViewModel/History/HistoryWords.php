<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel\History;

use CouponPools\Bridge\Model\Admin\FormatNumber;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * The history in the language of the admin. Nothing is escaped here: the templates do that.
 */
class HistoryWords implements ArgumentInterface
{
    private const API_CLIENT = 'API client ';
    private const OF_MAGENTO = 'magento:';

    /**
     * Wires the page.
     *
     * @param FormatNumber $formatNumber
     * @param array<string,TellerInterface> $tellers
     */
    public function __construct(
        private readonly FormatNumber $formatNumber,
        private readonly array $tellers = []
    ) {
    }

    /**
     * What happened; what a newer service tells stays as that says it.
     *
     * @param array<string,mixed> $entry
     */
    public function sentence(array $entry): string
    {
        $verb = is_string($entry['verb'] ?? null) ? $entry['verb'] : '';
        $detail = new Detail(is_array($entry['detail'] ?? null) ? $entry['detail'] : [], $this->formatNumber);
        // A service before 1.1 tells sentences alone.
        foreach (isset($entry['detail']) ? $this->tellers : [] as $teller) {
            $sentence = $teller->sentence($verb, $detail);
            if ($sentence !== null) {
                return (string)$sentence;
            }
        }
        return is_string($entry['text'] ?? null) ? $entry['text'] : $verb;
    }

    /**
     * Who did it: a person, an API client, or one of those that act by themselves.
     *
     * @param mixed $actor
     */
    public function actor(mixed $actor): string
    {
        return (string)match (true) {
            !is_string($actor) => '',
            $actor === 'system', $actor === 'shopify' => __('The service itself'),
            $actor === 'merchant' => __('The merchant'),
            $actor === 'operator' => __('The operator of the service'),
            $actor === 'Magento' => __('Magento by itself'),
            str_starts_with($actor, self::OF_MAGENTO) => __('%1 in Magento', substr($actor, strlen(self::OF_MAGENTO))),
            str_starts_with($actor, self::API_CLIENT) => __('API client %1', substr($actor, strlen(self::API_CLIENT))),
            default => $actor,
        };
    }
}
