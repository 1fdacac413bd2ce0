<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Rule;

use CouponPools\Bridge\Model\Coupon\CouponTable;
use CouponPools\Bridge\Model\Outbox\OutboxTable;
use Magento\Framework\Exception\NoSuchEntityException;
use Magento\SalesRule\Api\RuleRepositoryInterface;

/**
 * Turns rules that were saved into events, where the saving changed what the service knows.
 */
class CollectRuleChanges
{
    private const MOST = 50;

    /**
     * Wires the parts.
     *
     * @param RuleTable $rules
     * @param RuleRepositoryInterface $ruleRepository
     * @param DescribeRule $describeRule
     * @param CouponTable $coupons
     * @param OutboxTable $outbox
     */
    public function __construct(
        private readonly RuleTable $rules,
        private readonly RuleRepositoryInterface $ruleRepository,
        private readonly DescribeRule $describeRule,
        private readonly CouponTable $coupons,
        private readonly OutboxTable $outbox
    ) {
    }

    /**
     * Looks at some of the saved rules.
     */
    public function execute(): void
    {
        $changed = $this->rules->changed(self::MOST);
        $ours = $this->rules->ours(array_keys($changed));
        foreach ($changed as $ruleId => $hash) {
            $this->coupons->together(function () use ($ruleId, $hash, $ours): void {
                $this->one((int)$ruleId, (string)$hash, isset($ours[$ruleId]));
            });
        }
    }

    /**
     * One rule. What is written here is written before the rule is read, so that a later saving is seen again.
     *
     * @param int $ruleId
     * @param string $hash of what was told last; empty: nothing was
     * @param bool $isOurs
     */
    private function one(int $ruleId, string $hash, bool $isOurs): void
    {
        $this->rules->told($ruleId, $hash);
        try {
            $described = $this->describeRule->execute($this->ruleRepository->getById($ruleId), $isOurs);
        } catch (NoSuchEntityException) {
            if ($this->rules->forget($ruleId)) {
                $this->outbox->add('rule-' . $ruleId . '-deleted', 'rule.deleted', ['id' => $ruleId]);
            }
            return;
        }
        if ($hash === '' && $described['couponType'] !== 'specific') {
            $this->rules->forget($ruleId);
            return;
        }
        $now = $this->describeRule->hash($described);
        if ($now === $hash) {
            return;
        }
        $counts = $this->coupons->countByRule([$ruleId]);
        $event = $described + ['coupons' => $counts[$ruleId] ?? 0];
        $this->outbox->add($this->key($ruleId), 'rule.changed', $event);
        $this->rules->told($ruleId, $now);
    }

    /**
     * A rule may change to and fro: every change is an event of its own.
     *
     * @param int $ruleId
     */
    private function key(int $ruleId): string
    {
        return 'rule-' . $ruleId . '-' . bin2hex(random_bytes(8));
    }
}
