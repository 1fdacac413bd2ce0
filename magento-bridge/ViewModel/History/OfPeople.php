<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel\History;

use Magento\Framework\Phrase;

/**
 * What happened to data of people.
 */
class OfPeople implements TellerInterface
{
    /**
     * @inheritDoc
     */
    public function sentence(string $verb, Detail $detail): ?Phrase
    {
        return match ($verb) {
            'store.erased' => __("A store's data was erased, 48 hours after the app was removed from it"),
            'contact.erased' => $this->erased($detail),
            'privacy.data_requested' => __('A customer asked what is stored of them'),
            'privacy.data_handed_over' => __('What is stored of a customer was handed over'),
            'privacy.data_file_deleted' => __(
                'What is stored of a customer was deleted; nobody had said that it was handed over'
            ),
            'account.contact_months_set' => $this->months($detail->text('months')),
            'account.contact_identifier_set' => __(
                'How the email platform names people was set: %1',
                $this->identifier($detail->text('identifier'))
            ),
            default => null,
        };
    }

    /**
     * A contact who was erased, or of whom nothing was there when somebody asked for it.
     *
     * @param Detail $detail
     * @return Phrase
     */
    private function erased(Detail $detail): Phrase
    {
        if ($detail->isNone('messages')) {
            return $detail->text('orders') === '' || $detail->isNone('orders')
                ? __('A contact was to be erased; nothing was stored of them')
                : $detail->counted(
                    'orders',
                    __('A contact was erased, with the number of one order'),
                    __('A contact was erased, with the numbers of %1 orders', $detail->number('orders'))
                );
        }
        return $detail->counted(
            'messages',
            __('A contact was erased, with the key of one message'),
            __('A contact was erased, with the keys of %1 messages', $detail->number('messages'))
        );
    }

    /**
     * How long contacts are kept, in the service's words: `never`, or `24 months`.
     *
     * @param string $months
     * @return Phrase
     */
    private function months(string $months): Phrase
    {
        return preg_match('/^\d+/', $months, $found) === 1
            ? __('Contacts are forgotten after %1 months', $found[0])
            : __('Contacts are never forgotten');
    }

    /**
     * What the email platform sends as the contact.
     *
     * @param string $identifier
     */
    private function identifier(string $identifier): string
    {
        return (string)match ($identifier) {
            'email' => __('E-mail address'),
            'customer_id' => __("The shop's number of the customer"),
            'phone' => __('Phone number'),
            'own' => __("The email platform's own number"),
            default => $identifier,
        };
    }
}
