<?php

declare(strict_types=1);

namespace Magento\SalesRule\Model;

use Magento\Quote\Model\Quote\Address;

class Utility
{
    /**
     * What of Magento's own check is of interest here is done by the pretend checkout.
     */
    public function canProcessRule(Rule $rule, Address $address)
    {
        return true;
    }
}
