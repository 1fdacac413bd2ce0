<?php

declare(strict_types=1);

namespace Magento\SalesRule\Api\Data;

/**
 * The part of Magento's interface that the module uses.
 */
interface RuleInterface
{
    public const FREE_SHIPPING_NONE = 'NONE';
    public const FREE_SHIPPING_MATCHING_ITEMS_ONLY = 'MATCHING_ITEMS_ONLY';
    public const FREE_SHIPPING_WITH_MATCHING_ITEMS = 'FREE_WITH_MATCHING_ITEMS';

    public const DISCOUNT_ACTION_BY_PERCENT = 'by_percent';
    public const DISCOUNT_ACTION_FIXED_AMOUNT = 'by_fixed';
    public const DISCOUNT_ACTION_FIXED_AMOUNT_FOR_CART = 'cart_fixed';
    public const DISCOUNT_ACTION_BUY_X_GET_Y = 'buy_x_get_y';

    public const COUPON_TYPE_NO_COUPON = 'NO_COUPON';
    public const COUPON_TYPE_SPECIFIC_COUPON = 'SPECIFIC_COUPON';
    public const COUPON_TYPE_AUTO = 'AUTO';

    public function getRuleId();

    public function setRuleId($ruleId);

    public function getName();

    public function setName($name);

    public function getDescription();

    public function setDescription($description);

    public function getWebsiteIds();

    public function setWebsiteIds(array $websiteIds);

    public function getCustomerGroupIds();

    public function setCustomerGroupIds(array $customerGroupIds);

    public function getFromDate();

    public function setFromDate($fromDate);

    public function getToDate();

    public function setToDate($toDate);

    public function getUsesPerCustomer();

    public function setUsesPerCustomer($usesPerCustomer);

    public function getIsActive();

    public function setIsActive($isActive);

    public function getCondition();

    public function setCondition(?ConditionInterface $condition = null);

    public function getActionCondition();

    public function setActionCondition(?ConditionInterface $actionCondition = null);

    public function getStopRulesProcessing();

    public function setStopRulesProcessing($stopRulesProcessing);

    public function getIsAdvanced();

    public function setIsAdvanced($isAdvanced);

    public function getSortOrder();

    public function setSortOrder($sortOrder);

    public function getSimpleAction();

    public function setSimpleAction($simpleAction);

    public function getDiscountAmount();

    public function setDiscountAmount($discountAmount);

    public function getDiscountQty();

    public function setDiscountQty($discountQty);

    public function getDiscountStep();

    public function setDiscountStep($discountStep);

    public function getApplyToShipping();

    public function setApplyToShipping($applyToShipping);

    public function getTimesUsed();

    public function setTimesUsed($timesUsed);

    public function getIsRss();

    public function setIsRss($isRss);

    public function getCouponType();

    public function setCouponType($couponType);

    public function getUseAutoGeneration();

    public function setUseAutoGeneration($useAutoGeneration);

    public function getUsesPerCoupon();

    public function setUsesPerCoupon($usesPerCoupon);

    public function getSimpleFreeShipping();

    public function setSimpleFreeShipping($simpleFreeShipping);
}
