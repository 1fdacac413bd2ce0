<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Rule;

use Magento\SalesRule\Api\Data\ConditionInterface;
use Magento\SalesRule\Api\Data\RuleInterface;
use Magento\Store\Model\StoreManagerInterface;

/**
 * Describes a rule to the service.
 */
class DescribeRule
{
    private const COUPON_TYPES = [
        RuleInterface::COUPON_TYPE_NO_COUPON => 'none',
        RuleInterface::COUPON_TYPE_SPECIFIC_COUPON => 'specific',
        RuleInterface::COUPON_TYPE_AUTO => 'auto',
    ];
    private const FREE_SHIPPING = [
        RuleInterface::FREE_SHIPPING_NONE => 'none',
        RuleInterface::FREE_SHIPPING_MATCHING_ITEMS_ONLY => 'matching_items',
        RuleInterface::FREE_SHIPPING_WITH_MATCHING_ITEMS => 'with_matching_items',
    ];

    private const MOST_DESCRIPTION = 10000;

    /**
     * Wires the names.
     *
     * @param StoreManagerInterface $storeManager
     * @param RuleTable $rules
     */
    public function __construct(
        private readonly StoreManagerInterface $storeManager,
        private readonly RuleTable $rules
    ) {
    }

    /**
     * The rule as the report has it. The number of coupons is no part of the hash.
     *
     * @param RuleInterface $rule
     * @param bool $isOurs
     * @return array<string,mixed>
     */
    public function execute(RuleInterface $rule, bool $isOurs): array
    {
        return [
            'id' => (int)$rule->getRuleId(),
            'name' => (string)$rule->getName(),
            'description' => mb_substr((string)$rule->getDescription(), 0, self::MOST_DESCRIPTION),
            'isActive' => (bool)$rule->getIsActive(),
            'couponType' => self::COUPON_TYPES[(string)$rule->getCouponType()] ?? 'unknown',
            'autoGeneration' => (bool)$rule->getUseAutoGeneration(),
            'fromDate' => substr((string)$rule->getFromDate(), 0, 10) ?: null,
            'toDate' => substr((string)$rule->getToDate(), 0, 10) ?: null,
            'usesPerCoupon' => (int)$rule->getUsesPerCoupon(),
            'usesPerCustomer' => (int)$rule->getUsesPerCustomer(),
            'websites' => $this->websites((array)$rule->getWebsiteIds()),
            'customerGroups' => $this->customerGroups((array)$rule->getCustomerGroupIds()),
            'action' => (string)$rule->getSimpleAction(),
            'amount' => $this->number($rule->getDiscountAmount()),
            'quantity' => (float)$rule->getDiscountQty() > 0.0 ? $this->number($rule->getDiscountQty()) : null,
            'step' => (int)$rule->getDiscountStep(),
            'applyToShipping' => (bool)$rule->getApplyToShipping(),
            'freeShipping' => self::FREE_SHIPPING[(string)$rule->getSimpleFreeShipping()] ?? 'none',
            'hasConditions' => $this->has($rule->getCondition()) || $this->has($rule->getActionCondition()),
            'ours' => $isOurs,
            'updatedAt' => null,
        ];
    }

    /**
     * A short text that differs where the description does.
     *
     * @param array<string,mixed> $described
     */
    public function hash(array $described): string
    {
        return hash('sha256', json_encode($described, JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE));
    }

    /**
     * The names of websites; one that is gone is left out.
     *
     * @param array<int,mixed> $ids
     * @return string[]
     */
    private function websites(array $ids): array
    {
        $names = [];
        foreach ($this->storeManager->getWebsites() as $website) {
            if (in_array((int)$website->getId(), array_map('intval', $ids), true)) {
                $names[] = (string)$website->getName();
            }
        }
        return $names;
    }

    /**
     * The names of customer groups.
     *
     * @param array<int,mixed> $ids
     * @return string[]
     */
    private function customerGroups(array $ids): array
    {
        $names = array_intersect_key($this->rules->customerGroups(), array_flip(array_map('intval', $ids)));
        return array_map('strval', array_values($names));
    }

    /**
     * A number as the rule's table keeps it.
     *
     * @param mixed $value
     */
    private function number($value): string
    {
        return number_format((float)$value, 4, '.', '');
    }

    /**
     * Whether there is any condition under the root.
     *
     * @param ConditionInterface|null $root
     */
    private function has(?ConditionInterface $root): bool
    {
        return $root !== null && (array)$root->getConditions() !== [];
    }
}
