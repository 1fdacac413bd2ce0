<?php

declare(strict_types=1);

namespace Magento\SalesRule\Api;

use Magento\SalesRule\Api\Data\RuleInterface;

/**
 * The part of Magento's interface that the module uses.
 */
interface RuleRepositoryInterface
{
    public function save(RuleInterface $rule);

    public function getById($id);

    public function deleteById($id);
}
