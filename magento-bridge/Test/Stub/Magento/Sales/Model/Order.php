<?php

declare(strict_types=1);

namespace Magento\Sales\Model;

use Magento\Framework\DataObject;
use Magento\Sales\Api\Data\OrderInterface;

class Order extends DataObject implements OrderInterface
{
    public const STATE_NEW = 'new';
    public const STATE_CANCELED = 'canceled';

    public function getEntityId()
    {
        return $this->getData('entity_id');
    }

    public function getIncrementId()
    {
        return $this->getData('increment_id');
    }

    public function getCouponCode()
    {
        return $this->getData('coupon_code');
    }

    public function getState()
    {
        return $this->getData('state');
    }

    public function getGrandTotal()
    {
        return $this->getData('grand_total');
    }

    public function getDiscountAmount()
    {
        return $this->getData('discount_amount');
    }

    public function getOrderCurrencyCode()
    {
        return $this->getData('order_currency_code');
    }

    public function getCreatedAt()
    {
        return $this->getData('created_at');
    }

    public function getUpdatedAt()
    {
        return $this->getData('updated_at');
    }

    public function getQuoteId()
    {
        return $this->getData('quote_id');
    }

    public function getRelationParentRealId()
    {
        return $this->getData('relation_parent_real_id');
    }
}
