<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Offer;

use CouponPools\Bridge\Model\Rule\RuleTable;
use Magento\SalesRule\Api\Data\RuleInterface;
use Magento\Store\Model\StoreManagerInterface;

/**
 * Writes an offer into a cart price rule, or says why Magento has no such rule.
 */
class ApplyOffer
{
    /**
     * Wires the parts.
     *
     * @param BuildConditions $buildConditions
     * @param StoreManagerInterface $storeManager
     * @param RuleTable $rules
     */
    public function __construct(
        private readonly BuildConditions $buildConditions,
        private readonly StoreManagerInterface $storeManager,
        private readonly RuleTable $rules
    ) {
    }

    /**
     * Fills the rule; it is not saved here. Websites and groups of a rule that has some stay as the merchant set them.
     *
     * @param RuleInterface $rule
     * @param array<string,mixed> $offer
     * @param string $name
     * @param string|null $startsOn
     * @param string|null $endsOn
     * @throws OfferRefused
     */
    public function execute(
        RuleInterface $rule,
        array $offer,
        string $name,
        ?string $startsOn,
        ?string $endsOn
    ): void {
        $this->refuseWhatIsUnknown($offer);
        // A rule's data that is null is not written: an empty text takes a date away.
        $rule->setName($this->name($name))
            ->setFromDate($this->day($startsOn))
            ->setToDate($this->day($endsOn))
            ->setCouponType(RuleInterface::COUPON_TYPE_SPECIFIC_COUPON)
            ->setUseAutoGeneration(true)
            ->setUsesPerCoupon((int)($offer['usesPerCode'] ?? 0))
            ->setUsesPerCustomer(empty($offer['oncePerCustomer']) ? 0 : 1)
            ->setApplyToShipping(false)
            ->setDiscountQty(0)
            ->setDiscountStep(0)
            ->setSimpleFreeShipping(RuleInterface::FREE_SHIPPING_NONE);
        if (!$rule->getWebsiteIds()) {
            $rule->setWebsiteIds($this->websiteIds());
        }
        if (!$rule->getCustomerGroupIds()) {
            $rule->setCustomerGroupIds(array_map('intval', array_keys($this->rules->customerGroups())));
        }
        $this->reward($rule, (array)($offer['reward'] ?? []), (array)($offer['minimum'] ?? []));
    }

    /**
     * A name as Magento's table can hold it: a character of four bytes would become four question marks.
     *
     * @param string $name
     */
    private function name(string $name): string
    {
        $fitting = preg_replace(['/[\x{10000}-\x{10FFFF}\x{FE0F}\x{200D}]/u', '/\s+/u'], ['', ' '], $name);
        return trim($fitting ?? '') ?: 'Coupon Pools';
    }

    /**
     * What the buyer gets.
     *
     * @param RuleInterface $rule
     * @param array<string,mixed> $reward
     * @param array<string,mixed> $minimum
     */
    private function reward(RuleInterface $rule, array $reward, array $minimum): void
    {
        $kind = (string)($reward['kind'] ?? '');
        if ($kind === 'amount_off') {
            $this->amountOff($rule, (array)($reward['value'] ?? []));
            $items = (array)($reward['items'] ?? []);
            $countries = [];
        } elseif ($kind === 'buy_x_get_y') {
            $items = $this->buyXGetY($rule, $reward);
            $countries = [];
        } elseif ($kind === 'free_shipping') {
            $items = [];
            $countries = $this->freeShipping($rule, $reward);
        } else {
            throw new OfferRefused(__('This version of the module does not know the discount "%1".', $kind));
        }
        $rule->setCondition($this->buildConditions->cart($minimum, $items, $countries));
        $rule->setActionCondition($this->buildConditions->items($items));
    }

    /**
     * Money or a percentage off.
     *
     * @param RuleInterface $rule
     * @param array<string,mixed> $value
     */
    private function amountOff(RuleInterface $rule, array $value): void
    {
        if (($value['kind'] ?? '') === 'percentage') {
            $rule->setSimpleAction(RuleInterface::DISCOUNT_ACTION_BY_PERCENT);
            $amount = (float)($value['percent'] ?? 0);
        } else {
            $rule->setSimpleAction(
                empty($value['eachItem'])
                    ? RuleInterface::DISCOUNT_ACTION_FIXED_AMOUNT_FOR_CART
                    : RuleInterface::DISCOUNT_ACTION_FIXED_AMOUNT
            );
            $amount = (float)($value['amount'] ?? 0);
        }
        if ($amount <= 0) {
            throw new OfferRefused(__('The discount has no amount.'));
        }
        $rule->setDiscountAmount($amount);
    }

    /**
     * Magento gives Y more of the same product, free, to whoever buys X of it; and only if Y is not more than X.
     *
     * @param RuleInterface $rule
     * @param array<string,mixed> $reward
     * @return array<string,mixed> the items
     */
    private function buyXGetY(RuleInterface $rule, array $reward): array
    {
        $buys = (array)($reward['buys'] ?? []);
        $gets = (array)($reward['gets'] ?? []);
        $buyQuantity = (int)($buys['quantity'] ?? 0);
        $getQuantity = (int)($gets['quantity'] ?? 0);
        if ($this->choice($buys) !== $this->choice($gets)) {
            throw new OfferRefused(__('In Magento the free items are the same product as the bought ones.'));
        }
        if ((float)($gets['percentOff'] ?? 0) < 100.0) {
            throw new OfferRefused(__('In Magento the items that a buyer gets are free, not reduced.'));
        }
        if ($buyQuantity < 1 || $getQuantity < 1 || $getQuantity > $buyQuantity) {
            throw new OfferRefused(__('In Magento a buyer cannot get more items than were bought.'));
        }
        if (isset($reward['usesPerOrder'])) {
            throw new OfferRefused(__('Magento cannot limit how often the discount is given in one order.'));
        }
        $rule->setSimpleAction(RuleInterface::DISCOUNT_ACTION_BUY_X_GET_Y)
            ->setDiscountStep($buyQuantity)
            ->setDiscountAmount((float)$getQuantity);
        return (array)($buys['items'] ?? []);
    }

    /**
     * Free shipping of the whole order.
     *
     * @param RuleInterface $rule
     * @param array<string,mixed> $reward
     * @return string[] the countries; none: everywhere
     */
    private function freeShipping(RuleInterface $rule, array $reward): array
    {
        if (isset($reward['maximumRate'])) {
            throw new OfferRefused(__('In Magento free shipping has no maximum rate.'));
        }
        $rule->setSimpleAction(RuleInterface::DISCOUNT_ACTION_BY_PERCENT)
            ->setDiscountAmount(0.0)
            ->setSimpleFreeShipping(RuleInterface::FREE_SHIPPING_WITH_MATCHING_ITEMS);
        return array_values(array_filter((array)($reward['countries'] ?? []), 'is_string'));
    }

    /**
     * What no rule can express.
     *
     * @param array<string,mixed> $offer
     */
    private function refuseWhatIsUnknown(array $offer): void
    {
        if (($offer['customers']['kind'] ?? 'all') !== 'all') {
            throw new OfferRefused(__('Magento knows no customer segments: the offer has to be for everybody.'));
        }
        if (($offer['purchase'] ?? 'one_time') !== 'one_time') {
            throw new OfferRefused(__('Subscriptions are not known to Magento.'));
        }
        if (array_filter((array)($offer['combinesWith'] ?? [])) !== []) {
            throw new OfferRefused(__('Magento takes one coupon per order: this offer cannot combine with others.'));
        }
    }

    /**
     * The items of one side, in a form that can be compared.
     *
     * @param array<string,mixed> $side
     */
    private function choice(array $side): string
    {
        $items = (array)($side['items'] ?? []);
        $ids = array_map('strval', (array)($items['ids'] ?? []));
        sort($ids);
        return (string)($items['kind'] ?? 'all') . ':' . implode(',', $ids);
    }

    /**
     * A day or nothing.
     *
     * @param string|null $day
     */
    private function day(?string $day): string
    {
        return $day !== null && preg_match('/^\d{4}-\d\d-\d\d/', $day) === 1 ? substr($day, 0, 10) : '';
    }

    /**
     * All websites.
     *
     * @return int[]
     */
    private function websiteIds(): array
    {
        $ids = [];
        foreach ($this->storeManager->getWebsites() as $website) {
            $ids[] = (int)$website->getId();
        }
        return $ids;
    }
}
