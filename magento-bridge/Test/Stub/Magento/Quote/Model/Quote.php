<?php

declare(strict_types=1);

namespace Magento\Quote\Model;

use Magento\Framework\DataObject;

class Quote extends DataObject
{
    public function getId()
    {
        return $this->getData('entity_id');
    }
}
