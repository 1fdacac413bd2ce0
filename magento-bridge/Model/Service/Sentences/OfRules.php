<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service\Sentences;

/**
 * What a cart price rule does, and why no pool can be made of it.
 */
class OfRules implements SentencesInterface
{
    /**
     * @inheritDoc
     */
    public function all(): array
    {
        return [
            __('Set Coupon to “Specific Coupon” and tick “Use Auto Generation” in the rule.'),
            __('The rule is inactive: activate it.'),
            __('The rule has ended: move its end.'),
            __('The rule belongs to no website: choose one.'),
            __('The rule is for no customer group: choose one.'),
            __('Coupon Pools made this rule for a template: choose that template instead.'),
            __(
                'Coupon Pools made this discount for the template %1. Use that template, or choose another '
                . 'discount.'
            ),
            __('Magento has not reported this rule yet. Wait for the next exchange, or choose another.'),
            __('%1% off and free shipping.'),
            __('%1% off.'),
            __('%1 off each item and free shipping.'),
            __('%1 off each item.'),
            __('%1 off the cart and free shipping.'),
            __('%1 off the cart.'),
            __('%1% off the order.'),
            __('%1 off the order.'),
            __('%1 off %2, for each item.'),
            __('%1% off %2.'),
            __('Free shipping.'),
            __('Buy %1, get %2 free and free shipping.'),
            __('Buy %1, get %2 free.'),
            __('An action of another module (%1).'),
            __('Only for carts and items that meet the rule\'s conditions.'),
            __('Websites: %1.'),
            __('Customer groups: %1.'),
            __('Applies to shipping too.'),
            __('For orders from %1.'),
            __('For orders of at least 1 item.'),
            __('For orders of at least %1 items.'),
            __('A code can be used any number of times.'),
            __('A code can be used once.'),
            __('A code can be used %1 times.'),
            __('A customer can use the same code once.'),
            __('Combines with no other discount.'),
            __('Works from %1, without an end.'),
            __('Works from %1 until %2.'),
        ];
    }
}
