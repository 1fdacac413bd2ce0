<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service\Sentences;

/**
 * What became of mails, events and instructions.
 */
class OfDeliveries implements SentencesInterface
{
    /**
     * @inheritDoc
     */
    public function all(): array
    {
        return [
            __('This address gets no alerts any more.'),
            __('No mail server took it within three days.'),
            __('It was over before a mail server took it.'),
            __('It could not be written.'),
            __('The name %1 is not known.'),
            __('The name %1 leads into a network that is not public.'),
            __('No answer within %1 seconds.'),
            __('It sends us on to another address, which we do not follow.'),
            __('It answered %1.'),
            __('It ended its answer before the end.'),
            __('It ended the connection without an answer.'),
            __('Nobody takes connections at this address.'),
            __('The connection was cut.'),
            __('The address cannot be reached.'),
            __('The connection failed (%1).'),
            __('Magento gave no reason.'),
        ];
    }
}
