<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Instruction;

use CouponPools\Bridge\Model\Coupon\CouponTable;

/**
 * `codes.delete`: deletes codes that the module created, and no others.
 */
class DeleteCodes implements InstructionHandlerInterface
{
    private const BATCH = 1000;

    /**
     * Wires the tables.
     *
     * @param CouponTable $coupons
     */
    public function __construct(private readonly CouponTable $coupons)
    {
    }

    /**
     * @inheritDoc
     */
    public function execute(string $instructionId, array $data): InstructionResult
    {
        $deleted = 0;
        $codes = array_filter((array)($data['codes'] ?? []), 'is_string');
        foreach (array_chunk($codes, self::BATCH) as $batch) {
            $ours = [];
            $kept = 0;
            $wanted = array_flip($batch);
            foreach ($this->coupons->find($batch) as $row) {
                if ($row['instruction_id'] !== null && isset($wanted[(string)$row['code']])) {
                    $ours[] = (int)$row['coupon_id'];
                } elseif (isset($wanted[(string)$row['code']])) {
                    $kept++;
                }
            }
            $this->coupons->delete($ours);
            $deleted += count($batch) - $kept;
        }
        return new InstructionResult(true, ['deleted' => $deleted]);
    }
}
