<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service\Sentences;

/**
 * What the module itself says while cron runs. Cron speaks the shop's language, not that of the admin who reads it
 * later: here, or as the reason that the service was told.
 */
class OfShop implements SentencesInterface
{
    /**
     * @inheritDoc
     */
    public function all(): array
    {
        return [
            __('The address of the service is not set.'),
            __('%1 does not answer: %2'),
            __('%1 does not answer as Coupon Pools does: is the address right?'),
            __('%1 has a fault (status %2).'),
            __('The answer of the service broke off.'),
            __('The service answered with status %1.'),
            __('The secret of the connection is not readable: connect again.'),
            __('The shop tried %1 times and could not: %2'),
            __('the process ended before the instruction did'),
            __('This version of the module does not know "%1": update it.'),
            __('There is no cart price rule with the ID %1.'),
            __('The rule "%1" has to have the coupon type "Specific Coupon" with "Use Auto Generation".'),
            __('The rule "%1" was not created by Coupon Pools and stays.'),
            __('Coupon Pools has no cart price rule with the ID %1 here.'),
            __('This version of the module does not know the discount "%1".'),
            __('This version of the module does not know the minimum "%1".'),
            __('This version of the module does not know the choice of items "%1".'),
            __('The discount has no amount.'),
            __('The minimum has no amount.'),
            __('No products or categories are chosen.'),
            __('A rule cannot name "%1": its list is separated by commas.'),
            __('In Magento the free items are the same product as the bought ones.'),
            __('In Magento the items that a buyer gets are free, not reduced.'),
            __('In Magento a buyer cannot get more items than were bought.'),
            __('Magento cannot limit how often the discount is given in one order.'),
            __('In Magento free shipping has no maximum rate.'),
            __('Magento knows no customer segments: the offer has to be for everybody.'),
            __('Subscriptions are not known to Magento.'),
            __('Magento takes one coupon per order: this offer cannot combine with others.'),
        ];
    }
}
