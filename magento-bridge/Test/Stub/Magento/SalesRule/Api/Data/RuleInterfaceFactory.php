<?php

declare(strict_types=1);

namespace Magento\SalesRule\Api\Data;

use Magento\SalesRule\Model\Data\Rule;

class RuleInterfaceFactory
{
    public function create(array $data = []): RuleInterface
    {
        return new Rule();
    }
}
