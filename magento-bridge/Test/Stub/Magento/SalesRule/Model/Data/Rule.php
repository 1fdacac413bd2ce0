<?php

declare(strict_types=1);

namespace Magento\SalesRule\Model\Data;

use Magento\SalesRule\Api\Data\ConditionInterface;
use Magento\SalesRule\Api\Data\RuleInterface;

class Rule implements RuleInterface
{
    /**
     * @param array<string,mixed> $data
     */
    public function __construct(private array $data = [])
    {
    }

    /**
     * What was set; a null is not written when the rule is saved.
     *
     * @return array<string,mixed>
     */
    public function said(): array
    {
        return array_filter($this->data, static fn ($value): bool => $value !== null);
    }

    public function getRuleId()
    {
        return $this->data['rule_id'] ?? null;
    }

    public function setRuleId($ruleId)
    {
        $this->data['rule_id'] = $ruleId;
        return $this;
    }

    public function getName()
    {
        return $this->data['name'] ?? null;
    }

    public function setName($name)
    {
        $this->data['name'] = $name;
        return $this;
    }

    public function getDescription()
    {
        return $this->data['description'] ?? null;
    }

    public function setDescription($description)
    {
        $this->data['description'] = $description;
        return $this;
    }

    public function getWebsiteIds()
    {
        return $this->data['website_ids'] ?? null;
    }

    public function setWebsiteIds(array $websiteIds)
    {
        $this->data['website_ids'] = $websiteIds;
        return $this;
    }

    public function getCustomerGroupIds()
    {
        return $this->data['customer_group_ids'] ?? null;
    }

    public function setCustomerGroupIds(array $customerGroupIds)
    {
        $this->data['customer_group_ids'] = $customerGroupIds;
        return $this;
    }

    public function getFromDate()
    {
        return $this->data['from_date'] ?? null;
    }

    public function setFromDate($fromDate)
    {
        $this->data['from_date'] = $fromDate;
        return $this;
    }

    public function getToDate()
    {
        return $this->data['to_date'] ?? null;
    }

    public function setToDate($toDate)
    {
        $this->data['to_date'] = $toDate;
        return $this;
    }

    public function getUsesPerCustomer()
    {
        return $this->data['uses_per_customer'] ?? null;
    }

    public function setUsesPerCustomer($usesPerCustomer)
    {
        $this->data['uses_per_customer'] = $usesPerCustomer;
        return $this;
    }

    public function getIsActive()
    {
        return $this->data['is_active'] ?? null;
    }

    public function setIsActive($isActive)
    {
        $this->data['is_active'] = $isActive;
        return $this;
    }

    public function getCondition()
    {
        return $this->data['condition'] ?? null;
    }

    public function setCondition(?ConditionInterface $condition = null)
    {
        $this->data['condition'] = $condition;
        return $this;
    }

    public function getActionCondition()
    {
        return $this->data['action_condition'] ?? null;
    }

    public function setActionCondition(?ConditionInterface $actionCondition = null)
    {
        $this->data['action_condition'] = $actionCondition;
        return $this;
    }

    public function getStopRulesProcessing()
    {
        return $this->data['stop_rules_processing'] ?? null;
    }

    public function setStopRulesProcessing($stopRulesProcessing)
    {
        $this->data['stop_rules_processing'] = $stopRulesProcessing;
        return $this;
    }

    public function getIsAdvanced()
    {
        return $this->data['is_advanced'] ?? null;
    }

    public function setIsAdvanced($isAdvanced)
    {
        $this->data['is_advanced'] = $isAdvanced;
        return $this;
    }

    public function getSortOrder()
    {
        return $this->data['sort_order'] ?? null;
    }

    public function setSortOrder($sortOrder)
    {
        $this->data['sort_order'] = $sortOrder;
        return $this;
    }

    public function getSimpleAction()
    {
        return $this->data['simple_action'] ?? null;
    }

    public function setSimpleAction($simpleAction)
    {
        $this->data['simple_action'] = $simpleAction;
        return $this;
    }

    public function getDiscountAmount()
    {
        return $this->data['discount_amount'] ?? null;
    }

    public function setDiscountAmount($discountAmount)
    {
        $this->data['discount_amount'] = $discountAmount;
        return $this;
    }

    public function getDiscountQty()
    {
        return $this->data['discount_qty'] ?? null;
    }

    public function setDiscountQty($discountQty)
    {
        $this->data['discount_qty'] = $discountQty;
        return $this;
    }

    public function getDiscountStep()
    {
        return $this->data['discount_step'] ?? null;
    }

    public function setDiscountStep($discountStep)
    {
        $this->data['discount_step'] = $discountStep;
        return $this;
    }

    public function getApplyToShipping()
    {
        return $this->data['apply_to_shipping'] ?? null;
    }

    public function setApplyToShipping($applyToShipping)
    {
        $this->data['apply_to_shipping'] = $applyToShipping;
        return $this;
    }

    public function getTimesUsed()
    {
        return $this->data['times_used'] ?? null;
    }

    public function setTimesUsed($timesUsed)
    {
        $this->data['times_used'] = $timesUsed;
        return $this;
    }

    public function getIsRss()
    {
        return $this->data['is_rss'] ?? null;
    }

    public function setIsRss($isRss)
    {
        $this->data['is_rss'] = $isRss;
        return $this;
    }

    public function getCouponType()
    {
        return $this->data['coupon_type'] ?? null;
    }

    public function setCouponType($couponType)
    {
        $this->data['coupon_type'] = $couponType;
        return $this;
    }

    public function getUseAutoGeneration()
    {
        return $this->data['use_auto_generation'] ?? null;
    }

    public function setUseAutoGeneration($useAutoGeneration)
    {
        $this->data['use_auto_generation'] = $useAutoGeneration;
        return $this;
    }

    public function getUsesPerCoupon()
    {
        return $this->data['uses_per_coupon'] ?? null;
    }

    public function setUsesPerCoupon($usesPerCoupon)
    {
        $this->data['uses_per_coupon'] = $usesPerCoupon;
        return $this;
    }

    public function getSimpleFreeShipping()
    {
        return $this->data['simple_free_shipping'] ?? null;
    }

    public function setSimpleFreeShipping($simpleFreeShipping)
    {
        $this->data['simple_free_shipping'] = $simpleFreeShipping;
        return $this;
    }
}
