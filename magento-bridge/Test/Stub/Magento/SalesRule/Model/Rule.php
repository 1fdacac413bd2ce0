<?php

declare(strict_types=1);

namespace Magento\SalesRule\Model;

use Magento\Framework\DataObject;

class Rule extends DataObject
{
    public const COUPON_TYPE_NO_COUPON = 1;
    public const COUPON_TYPE_SPECIFIC = 2;
    public const COUPON_TYPE_AUTO = 3;

    /** @var bool|null */
    private ?bool $isValid = null;

    public function getId()
    {
        return $this->getData('rule_id');
    }

    public function setIsValidForAddress($address, $validationResult)
    {
        $this->isValid = $validationResult;
        return $this;
    }

    public function getIsValidForAddress($address)
    {
        return (bool)$this->isValid;
    }
}
