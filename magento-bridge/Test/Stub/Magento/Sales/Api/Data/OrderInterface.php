<?php

declare(strict_types=1);

namespace Magento\Sales\Api\Data;

/**
 * The part of Magento's interface that the module uses.
 */
interface OrderInterface
{
    public function getEntityId();

    public function getIncrementId();

    public function getCouponCode();

    public function getState();

    public function getGrandTotal();

    public function getDiscountAmount();

    public function getOrderCurrencyCode();

    public function getCreatedAt();

    public function getUpdatedAt();

    public function getQuoteId();

    public function getRelationParentRealId();
}
