<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Check;

use CouponPools\Bridge\Model\Rule\RuleStatus;
use CouponPools\Bridge\Model\Rule\RuleTable;
use Magento\Framework\Exception\NoSuchEntityException;
use Magento\Framework\Phrase;
use Magento\SalesRule\Api\Data\RuleInterface;
use Magento\SalesRule\Api\RuleRepositoryInterface;

/**
 * Whether the rules that our codes belong to make them work.
 */
class RuleCheck implements CheckInterface
{
    private const MOST = 50;

    /**
     * Wires the parts.
     *
     * @param RuleTable $rules
     * @param RuleRepositoryInterface $ruleRepository
     * @param RuleStatus $ruleStatus
     * @param Finding $finding
     */
    public function __construct(
        private readonly RuleTable $rules,
        private readonly RuleRepositoryInterface $ruleRepository,
        private readonly RuleStatus $ruleStatus,
        private readonly Finding $finding
    ) {
    }

    /**
     * @inheritDoc
     */
    public function execute(): array
    {
        $found = [];
        foreach ($this->rules->inUse(self::MOST) as $ruleId) {
            try {
                $rule = $this->ruleRepository->getById($ruleId);
            } catch (NoSuchEntityException) {
                continue;
            }
            $label = __('Rule "%1"', $rule->getName());
            $problem = $this->problem($rule);
            $found[] = $problem === null
                ? $this->finding->good($label, __('Its codes work.'))
                : $this->finding->bad($label, $problem, __('Change it under Marketing > Cart Price Rules.'));
        }
        return $found;
    }

    /**
     * The first thing that keeps the rule's codes from working; null: nothing does.
     *
     * @param RuleInterface $rule
     */
    private function problem(RuleInterface $rule): ?Phrase
    {
        $isSpecific = $rule->getCouponType() === RuleInterface::COUPON_TYPE_SPECIFIC_COUPON;
        if (!$isSpecific || !$rule->getUseAutoGeneration()) {
            return __('It does not take generated codes ("Specific Coupon" with "Use Auto Generation").');
        }
        if (!$rule->getWebsiteIds()) {
            return __('It belongs to no website.');
        }
        if (!$rule->getCustomerGroupIds()) {
            return __('It is for no customer group.');
        }
        return match ($this->ruleStatus->execute($rule)) {
            RuleStatus::INACTIVE => __('It is not active.'),
            RuleStatus::EXPIRED => __('Its end date is over.'),
            RuleStatus::SCHEDULED => __('Its start date is still to come.'),
            default => null,
        };
    }
}
