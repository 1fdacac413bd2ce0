<?php

declare(strict_types=1);

namespace Magento\SalesRule\Model;

use Magento\Framework\DataObject;

/**
 * The part of Magento's class that the module uses.
 */
class Coupon extends DataObject
{
    public function getCode()
    {
        return $this->getData('code');
    }
}
