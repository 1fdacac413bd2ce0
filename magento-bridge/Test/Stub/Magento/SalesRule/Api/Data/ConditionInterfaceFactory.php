<?php

declare(strict_types=1);

namespace Magento\SalesRule\Api\Data;

use Magento\SalesRule\Model\Data\Condition;

class ConditionInterfaceFactory
{
    public function create(array $data = []): ConditionInterface
    {
        return new Condition();
    }
}
