<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Instruction;

use CouponPools\Bridge\Model\Coupon\CouponTable;
use CouponPools\Bridge\Model\Rule\RuleTable;
use Magento\Framework\Exception\NoSuchEntityException;
use Magento\SalesRule\Api\RuleRepositoryInterface;

/**
 * `rule.delete`: deletes a rule that the module created, with its coupons.
 */
class DeleteRule implements InstructionHandlerInterface
{
    /** Deleting the rule would delete all its coupons in one statement, however many there are. */
    private const BATCH = 5000;

    /**
     * Wires the parts.
     *
     * @param RuleRepositoryInterface $ruleRepository
     * @param CouponTable $coupons
     * @param RuleTable $rules
     */
    public function __construct(
        private readonly RuleRepositoryInterface $ruleRepository,
        private readonly CouponTable $coupons,
        private readonly RuleTable $rules
    ) {
    }

    /**
     * @inheritDoc
     */
    public function execute(string $instructionId, array $data): InstructionResult
    {
        $ruleId = (int)($data['rule'] ?? 0);
        try {
            $rule = $this->ruleRepository->getById($ruleId);
        } catch (NoSuchEntityException) {
            $this->rules->disown($ruleId);
            return new InstructionResult(true);
        }
        if (!isset($this->rules->ours([$ruleId])[$ruleId])) {
            $detail = (string)__('The rule "%1" was not created by Coupon Pools and stays.', $rule->getName());
            return new InstructionResult(false, ['reason' => 'rule_not_ours'], $detail);
        }
        while (($couponIds = $this->coupons->ofRule($ruleId, self::BATCH)) !== []) {
            $this->coupons->delete($couponIds);
        }
        try {
            $this->ruleRepository->deleteById($ruleId);
        } catch (NoSuchEntityException) {
            // Somebody was faster: what was asked for is so.
            $this->rules->disown($ruleId);
        }
        return new InstructionResult(true);
    }
}
