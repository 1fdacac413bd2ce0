<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Observer;

use CouponPools\Bridge\Model\Rule\RuleTable;
use Magento\Framework\Event\Observer;
use Magento\Framework\Event\ObserverInterface;
use Magento\SalesRule\Model\Rule;

/**
 * A rule was saved. It is looked at with the next exchange, outside of this transaction.
 */
class MarkRuleChanged implements ObserverInterface
{
    /**
     * Wires the table.
     *
     * @param RuleTable $rules
     */
    public function __construct(private readonly RuleTable $rules)
    {
    }

    /**
     * Marks the rule.
     *
     * @param Observer $observer
     */
    public function execute(Observer $observer): void
    {
        $rule = $observer->getEvent()->getData('rule');
        if ($rule instanceof Rule && $rule->getId()) {
            $this->rules->markChanged((int)$rule->getId());
        }
    }
}
