<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Instruction;

use CouponPools\Bridge\Model\Coupon\CouponTable;
use CouponPools\Bridge\Model\Instant;

/**
 * `codes.expire`: writes until when codes are good. Magento stores such a date and ignores it, so the module keeps its
 * own, and enforces it at the checkout.
 */
class ExpireCodes implements InstructionHandlerInterface
{
    private const BATCH = 1000;

    /**
     * Wires the tables.
     *
     * @param CouponTable $coupons
     * @param Instant $instant
     */
    public function __construct(
        private readonly CouponTable $coupons,
        private readonly Instant $instant
    ) {
    }

    /**
     * @inheritDoc
     */
    public function execute(string $instructionId, array $data): InstructionResult
    {
        $wanted = [];
        foreach ((array)($data['expiries'] ?? []) as $expiry) {
            if (isset($expiry['code'])) {
                $wanted[] = [(string)$expiry['code'], $this->instant->toSeconds((string)($expiry['expiresAt'] ?? ''))];
            }
        }
        $applied = 0;
        $missing = [];
        foreach (array_chunk($wanted, self::BATCH) as $batch) {
            // A numeric code would become a number as a key: the last one told counts, compared as text.
            $found = [];
            foreach ($this->coupons->find(array_map('strval', array_column($batch, 0))) as $row) {
                if ($row['instruction_id'] !== null) {
                    $found[(string)$row['code']] = $row;
                }
            }
            $rows = [];
            foreach ($batch as [$code, $seconds]) {
                if (!isset($found[$code]) || $seconds === null) {
                    $missing[] = $code;
                    continue;
                }
                $couponId = (int)$found[$code]['coupon_id'];
                $rows[$couponId] = [
                    'coupon_id' => $couponId,
                    'instruction_id' => (string)$found[$code]['instruction_id'],
                    'expires_at' => $this->instant->toDatabase($seconds),
                ];
                $applied++;
            }
            $this->coupons->expire(array_values($rows));
        }
        return new InstructionResult(true, ['applied' => $applied, 'missing' => $missing]);
    }
}
