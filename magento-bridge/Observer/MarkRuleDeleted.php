<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Observer;

use CouponPools\Bridge\Model\Outbox\OutboxTable;
use CouponPools\Bridge\Model\Rule\RuleTable;
use Magento\Framework\Event\Observer;
use Magento\Framework\Event\ObserverInterface;
use Magento\SalesRule\Model\Rule;

/**
 * A rule was deleted, and its coupons with it.
 */
class MarkRuleDeleted implements ObserverInterface
{
    /**
     * Wires the tables.
     *
     * @param RuleTable $rules
     * @param OutboxTable $outbox
     */
    public function __construct(
        private readonly RuleTable $rules,
        private readonly OutboxTable $outbox
    ) {
    }

    /**
     * Writes the event, in the transaction of the deletion. A rule's id is never used again.
     *
     * @param Observer $observer
     */
    public function execute(Observer $observer): void
    {
        $rule = $observer->getEvent()->getData('rule');
        if (!$rule instanceof Rule || !$rule->getId()) {
            return;
        }
        $ruleId = (int)$rule->getId();
        $this->rules->disown($ruleId);
        if ($this->rules->forget($ruleId)) {
            $this->outbox->add('rule-' . $ruleId . '-deleted', 'rule.deleted', ['id' => $ruleId]);
        }
    }
}
