<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Instruction;

use CouponPools\Bridge\Model\Coupon\CouponTable;
use CouponPools\Bridge\Model\Rule\RuleStatus;
use Magento\Framework\Exception\NoSuchEntityException;
use Magento\SalesRule\Api\RuleRepositoryInterface;

/**
 * `codes.find`: which of these codes are in the shop, under which rule.
 */
class FindCodes implements InstructionHandlerInterface
{
    private const BATCH = 250;

    /**
     * Wires the parts.
     *
     * @param CouponTable $coupons
     * @param RuleRepositoryInterface $ruleRepository
     * @param RuleStatus $ruleStatus
     */
    public function __construct(
        private readonly CouponTable $coupons,
        private readonly RuleRepositoryInterface $ruleRepository,
        private readonly RuleStatus $ruleStatus
    ) {
    }

    /**
     * @inheritDoc
     */
    public function execute(string $instructionId, array $data): InstructionResult
    {
        $found = [];
        $statuses = [];
        $codes = array_values(array_filter((array)($data['codes'] ?? []), 'is_string'));
        foreach (array_chunk($codes, self::BATCH) as $batch) {
            foreach ($this->coupons->find($batch) as $row) {
                $ruleId = (int)$row['rule_id'];
                $statuses[$ruleId] ??= $this->status($ruleId);
                $found[] = [
                    'code' => (string)$row['code'],
                    'rule' => $ruleId,
                    'ours' => $row['instruction_id'] !== null,
                    'status' => $statuses[$ruleId],
                    'usedUp' => $this->isUsedUp($row),
                ];
            }
        }
        return new InstructionResult(true, ['found' => $found]);
    }

    /**
     * Whether a coupon was used as often as it may be, by Magento's own count: on older patch levels it is behind.
     *
     * @param array<string,mixed> $row
     */
    private function isUsedUp(array $row): bool
    {
        $limit = (int)$row['usage_limit'];
        return $limit > 0 && (int)$row['times_used'] >= $limit;
    }

    /**
     * The status of a rule.
     *
     * @param int $ruleId
     */
    private function status(int $ruleId): string
    {
        try {
            return $this->ruleStatus->execute($this->ruleRepository->getById($ruleId));
        } catch (NoSuchEntityException) {
            return RuleStatus::INACTIVE;
        }
    }
}
