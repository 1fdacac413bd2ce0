<?php

declare(strict_types=1);

namespace Magento\Quote\Model\Quote;

use Magento\Framework\DataObject;
use Magento\Quote\Model\Quote;

class Address extends DataObject
{
    public function getQuote(): Quote
    {
        return $this->getData('quote');
    }
}
