<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use Magento\Framework\Phrase;

/**
 * The fields of a pool's form, in order. `shownFor` names a field and the values of it for which a field or a set is
 * shown.
 */
class PoolFields
{
    /**
     * The sets of fields, in order.
     *
     * @param bool $isNew whether the type can still be chosen
     * @return list<array{label: Phrase, shownFor?: array{string, list<string>}, fields: list<array<string,mixed>>}>
     */
    public function execute(bool $isNew): array
    {
        $dynamic = ['type', ['dynamic']];
        return [
            ['label' => __('Pool'), 'fields' => $this->pool($isNew)],
            ['label' => __('Offer'), 'shownFor' => $dynamic, 'fields' => $this->offer($isNew)],
            ['label' => __('Codes'), 'shownFor' => $dynamic, 'fields' => $this->codes()],
            ['label' => __('What a Contact Gets'), 'fields' => $this->contact()],
            ['label' => __('When the Pool Runs Dry'), 'fields' => $this->dry()],
            ['label' => __('Codes That Were Not Sent'), 'fields' => $this->release()],
        ];
    }

    /**
     * Every path for which the form has a place to show what is wrong.
     *
     * @return list<string>
     */
    public function paths(): array
    {
        $paths = [];
        foreach ($this->execute(true) as $set) {
            array_push($paths, ...array_column($set['fields'], 'path'));
        }
        return $paths;
    }

    /**
     * What every pool has.
     *
     * @param bool $isNew
     * @return list<array<string,mixed>>
     */
    private function pool(bool $isNew): array
    {
        return [
            [
                'path' => 'type',
                'kind' => $isNew ? 'select' : 'hidden',
                'label' => __('Type'),
                'options' => [
                    'dynamic' => __('Dynamic: codes are made as they are needed'),
                    'static' => __('Static: codes from a file'),
                ],
                'note' => __('It cannot be changed later.'),
            ],
            ['path' => 'name', 'kind' => 'text', 'label' => __('Name'), 'isRequired' => true],
            [
                'path' => 'handle',
                'kind' => 'text',
                'label' => __('Handle'),
                'isRequired' => true,
                'note' => __('The name that the email platform uses, for example spring-sale.'),
            ],
        ];
    }

    /**
     * Where the codes of a dynamic pool get their value from.
     *
     * @param bool $isNew
     * @return list<array<string,mixed>>
     */
    private function offer(bool $isNew): array
    {
        $template = [
            'path' => 'templateId',
            'kind' => $isNew ? 'templates' : 'template',
            'label' => __('Cart Price Rule'),
            'isRequired' => true,
        ];
        if (!$isNew) {
            return [$template];
        }
        $created = ['template', ['create']];
        return [
            $template,
            ['path' => 'offer.name', 'kind' => 'text', 'label' => __('Name of the Rule'), 'shownFor' => $created],
            [
                'path' => 'offer.kind',
                'kind' => 'select',
                'label' => __('Discount'),
                'options' => [
                    'percentage' => __('Percent off'),
                    'amount' => __('Amount off the order'),
                    'amount_each' => __('Amount off each item'),
                    'free_shipping' => __('Free shipping'),
                ],
                'shownFor' => $created,
            ],
            [
                'path' => 'offer.worth',
                'kind' => 'text',
                'label' => __('Percent or Amount'),
                'shownFor' => $created,
                'note' => __('Not needed for free shipping.'),
            ],
            [
                'path' => 'offer.items',
                'kind' => 'select',
                'label' => __('Applies To'),
                'options' => [
                    'all' => __('All products'),
                    'products' => __('Chosen SKUs'),
                    'collections' => __('Chosen categories'),
                ],
                'shownFor' => $created,
            ],
            [
                'path' => 'offer.ids',
                'kind' => 'text',
                'label' => __('SKUs or Category IDs'),
                'shownFor' => ['offer.items', ['products', 'collections']],
                'note' => __('Separated by commas.'),
            ],
            [
                'path' => 'offer.minimum',
                'kind' => 'select',
                'label' => __('Minimum'),
                'options' => [
                    'none' => __('None'),
                    'subtotal' => __('Subtotal'),
                    'quantity' => __('Number of items'),
                ],
                'shownFor' => $created,
            ],
            [
                'path' => 'offer.minimumValue',
                'kind' => 'text',
                'label' => __('At Least'),
                'shownFor' => ['offer.minimum', ['subtotal', 'quantity']],
            ],
            [
                'path' => 'offer.usesPerCode',
                'kind' => 'number',
                'label' => __('Uses per Code'),
                'shownFor' => $created,
                'note' => __('Empty: no limit.'),
            ],
            [
                'path' => 'offer.oncePerCustomer',
                'kind' => 'checkbox',
                'label' => __('Once per Customer'),
                'shownFor' => $created,
            ],
            ['path' => 'offer.startsOn', 'kind' => 'date', 'label' => __('First Day'), 'shownFor' => $created],
            ['path' => 'offer.endsOn', 'kind' => 'date', 'label' => __('Last Day'), 'shownFor' => $created],
        ];
    }

    /**
     * How the codes of a dynamic pool look, and how many there are.
     *
     * @return list<array<string,mixed>>
     */
    private function codes(): array
    {
        return [
            [
                'path' => 'codeFormat.prefix',
                'kind' => 'text',
                'label' => __('Prefix'),
                'note' => __('With a separator of its own if it needs one, for example WELCOME-'),
            ],
            ['path' => 'codeFormat.groups', 'kind' => 'number', 'label' => __('Groups')],
            ['path' => 'codeFormat.groupLength', 'kind' => 'number', 'label' => __('Characters per Group')],
            [
                'path' => 'codeFormat.separator',
                'kind' => 'select',
                'label' => __('Between Groups'),
                'options' => ['-' => __('Hyphen'), '_' => __('Underscore'), '' => __('Nothing')],
            ],
            ['path' => 'codeFormat.suffix', 'kind' => 'text', 'label' => __('Suffix')],
            [
                'path' => 'codeFormat.alphabet',
                'kind' => 'select',
                'label' => __('Characters'),
                'options' => [
                    'no_look_alikes' => __('Letters and digits that nobody mixes up'),
                    'letters' => __('Letters'),
                    'digits' => __('Digits'),
                    'own' => __('Own characters'),
                ],
            ],
            [
                'path' => 'codeFormat.characters',
                'kind' => 'text',
                'label' => __('Own Characters'),
                'shownFor' => ['codeFormat.alphabet', ['own']],
            ],
            ['path' => 'example', 'kind' => 'example', 'label' => __('Example')],
            [
                'path' => 'limit',
                'kind' => 'number',
                'label' => __('Limit'),
                'note' => __('The most codes that are ever handed out. Empty: no limit.'),
            ],
            [
                'path' => 'validDays',
                'kind' => 'number',
                'label' => __('Valid for Days'),
                'note' => __(
                    'Whole days after the day on which a code is assigned. Empty: as long as the rule. A rule that '
                    . 'ends earlier wins.'
                ),
            ],
            [
                'path' => 'bufferFixed',
                'kind' => 'number',
                'label' => __('Codes Kept Ready'),
                'note' => __('Empty: follows how many are needed.'),
            ],
            [
                'path' => 'waitMilliseconds',
                'kind' => 'number',
                'label' => __('Wait for a Code (ms)'),
                'note' => __('How long an answer to the email platform waits while codes are being made.'),
            ],
        ];
    }

    /**
     * What one contact gets.
     *
     * @return list<array<string,mixed>>
     */
    private function contact(): array
    {
        return [
            [
                'path' => 'perContact',
                'kind' => 'select',
                'label' => __('Each Contact Gets'),
                'options' => [
                    'each_message' => __('A new code with every message'),
                    'per_campaign' => __('One code per campaign'),
                    'for_good' => __('One code for good'),
                ],
            ],
            [
                'path' => 'minValiditySeconds',
                'kind' => 'number',
                'label' => __('Shortest Validity (seconds)'),
                'note' => __('A code that expires sooner is not handed out any more.'),
            ],
        ];
    }

    /**
     * What happens when there are no codes, or few.
     *
     * @return list<array<string,mixed>>
     */
    private function dry(): array
    {
        return [
            [
                'path' => 'whenDry',
                'kind' => 'select',
                'label' => __('When No Code Is Left'),
                'options' => [
                    'stop' => __('Stop: the message gets no code'),
                    'fallback' => __('Give everybody a fixed code'),
                ],
            ],
            [
                'path' => 'notReadyFallback',
                'kind' => 'checkbox',
                'label' => __('Fixed Code While Codes Are Being Made'),
                'shownFor' => ['type', ['dynamic']],
            ],
            [
                'path' => 'fallbackCode',
                'kind' => 'text',
                'label' => __('Fixed Code'),
                'note' => __('A coupon code of a cart price rule that everybody may use.'),
            ],
            ['path' => 'lowWaterValue', 'kind' => 'number', 'label' => __('Counts as Low Below')],
            [
                'path' => 'lowWaterUnit',
                'kind' => 'select',
                'label' => __('Unit'),
                'options' => [
                    'percent' => __('Percent'),
                    'count' => __('Codes'),
                    'days' => __('Days until the pool runs dry'),
                ],
            ],
        ];
    }

    /**
     * What may be given back.
     *
     * @return list<array<string,mixed>>
     */
    private function release(): array
    {
        $allowed = ['releaseAllowed', ['1']];
        return [
            [
                'path' => 'releaseAllowed',
                'kind' => 'checkbox',
                'label' => __('The Email Platform May Give Codes Back'),
                'note' => __('For messages that were not sent after all.'),
            ],
            [
                'path' => 'releaseWindowHours',
                'kind' => 'number',
                'label' => __('Within Hours'),
                'shownFor' => $allowed,
            ],
            [
                'path' => 'releaseQuarantineHours',
                'kind' => 'number',
                'label' => __('Rest Before the Next Use (hours)'),
                'shownFor' => $allowed,
            ],
        ];
    }
}
