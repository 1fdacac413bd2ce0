<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel\History;

use CouponPools\Bridge\ViewModel\Words;
use Magento\Framework\Phrase;

/**
 * What happened to pools, their stock and their campaigns.
 */
class OfPools implements TellerInterface
{
    /**
     * Wires the parts.
     *
     * @param Words $words
     */
    public function __construct(private readonly Words $words)
    {
    }

    /**
     * @inheritDoc
     */
    public function sentence(string $verb, Detail $detail): ?Phrase
    {
        return match ($verb) {
            'pool.created' => __('Pool created'),
            'pool.edited' => __('Pool edited: %1', $this->fields($detail->text('fields'))),
            'pool.archived' => __('Pool archived'),
            'pool.unarchived' => __('Pool restored from the archive'),
            'pool.unavailable' => __(
                'Stopped handing out codes: %1',
                $this->words->reason($detail->text('reason'))
            ),
            'pool.recovered' => __('Hands out codes again'),
            'codes.missing' => $detail->counted(
                'missing',
                __('One code is not in the shop and was taken out'),
                __('%1 codes are not in the shop and were taken out', $detail->number('missing'))
            ),
            'codes.given_up' => $detail->counted(
                'codes',
                __('One code that was not assigned is deleted in the shop'),
                __('%1 codes that were not assigned are deleted in the shop', $detail->number('codes'))
            ),
            'codes.refused' => __(
                '%1 of %2 codes that were looked up would be refused at the checkout.',
                $detail->number('refused'),
                $detail->number('looked')
            ),
            'codes.accepted' => $detail->counted(
                'looked',
                __('The code that was looked up works at the checkout again'),
                __('All %1 codes that were looked up work at the checkout again', $detail->number('looked'))
            ),
            'codes.prepared' => $detail->counted(
                'quantity',
                __('One code prepared for campaign %1', $detail->text('campaign')),
                __('%1 codes prepared for campaign %2', $detail->number('quantity'), $detail->text('campaign'))
            ),
            'campaign.live' => __('Campaign %1 uses this pool', $detail->text('name')),
            'campaign.off' => __('Campaign %1 no longer uses this pool', $detail->text('name')),
            default => null,
        };
    }

    /**
     * What was changed of a pool; the service has one word for each setting, with commas between them.
     *
     * @param string $fields
     */
    private function fields(string $fields): string
    {
        return implode(', ', array_map(
            static fn (string $field): string => (string)match ($field) {
                'name' => __('name'),
                'handle' => __('handle'),
                'what a contact gets' => __('what a contact gets'),
                'what happens when empty' => __('what happens when empty'),
                'what happens when codes are not ready' => __('what happens when codes are not ready'),
                'fallback code' => __('fixed code'),
                'low-water mark' => __('low-water mark'),
                'release of unsent codes' => __('release of unsent codes'),
                'least validity of a code' => __('shortest validity of a code'),
                'template' => __('template'),
                'code format' => __('code format'),
                'limit' => __('limit'),
                'expiry' => __('expiry'),
                'buffer' => __('codes kept ready'),
                'wait for codes' => __('wait for codes'),
                default => $field,
            },
            explode(', ', $fields)
        ));
    }
}
