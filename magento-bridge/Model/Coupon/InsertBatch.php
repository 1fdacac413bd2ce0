<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Coupon;

/**
 * Inserts up to a thousand codes under a rule and says which of them are ours.
 */
class InsertBatch
{
    private const MOST_TRIES = 5;

    /**
     * Wires the tables.
     *
     * @param CouponTable $coupons
     */
    public function __construct(private readonly CouponTable $coupons)
    {
    }

    /**
     * Puts in whichever codes are not there, with a row beside each that names the instruction, in one transaction.
     *
     * Ours are those that this transaction put in, and those that carry the same instruction from an earlier try. Where
     * the module has lost its own tables, those under the rule that it put in before become ours again.
     *
     * @param string $instructionId
     * @param int $ruleId
     * @param int|null $usageLimit
     * @param int|null $usagePerCustomer
     * @param string[] $codes
     * @param string $now UTC, as the database keeps it
     * @param bool $isAgain these codes were ours before
     * @return string[] the codes that are somebody else's
     */
    public function execute(
        string $instructionId,
        int $ruleId,
        ?int $usageLimit,
        ?int $usagePerCustomer,
        array $codes,
        string $now,
        bool $isAgain = false
    ): array {
        $own = $isAgain ? $ruleId : null;
        for ($try = 1;; $try++) {
            try {
                return $this->coupons->together(
                    fn (): array => $this->once(
                        $instructionId,
                        $ruleId,
                        $usageLimit,
                        $usagePerCustomer,
                        $codes,
                        $now,
                        $own
                    )
                );
            } catch (CodesMoved $moved) {
                if ($try >= self::MOST_TRIES) {
                    throw $moved;
                }
            }
        }
    }

    /**
     * What is there after the insert and was not before is ours.
     *
     * A transaction does not see what others commit meanwhile. Where the isolation is weaker it may, and then the
     * number of rows that went in gives it away.
     *
     * @param string $instructionId
     * @param int $ruleId
     * @param int|null $usageLimit
     * @param int|null $usagePerCustomer
     * @param string[] $codes
     * @param string $now
     * @param int|null $own the rule of which codes that nobody owns are ours
     * @return string[]
     */
    private function once(
        string $instructionId,
        int $ruleId,
        ?int $usageLimit,
        ?int $usagePerCustomer,
        array $codes,
        string $now,
        ?int $own
    ): array {
        $wanted = array_flip($codes);
        $adopted = [];
        $before = array_column($this->coupons->find($codes), 'instruction_id', 'coupon_id');
        $inserted = $this->coupons->insert($codes, $ruleId, $usageLimit, $usagePerCustomer, $now);
        $new = [];
        $ours = [];
        foreach ($this->coupons->find($codes) as $row) {
            $couponId = (int)$row['coupon_id'];
            $isNew = !array_key_exists($couponId, $before);
            if ($isNew) {
                $new[] = $couponId;
            }
            $isAdopted = !$isNew && $row['instruction_id'] === null && (int)$row['rule_id'] === $own
                && isset($wanted[(string)$row['code']]);
            if ($isAdopted) {
                $adopted[] = $couponId;
            }
            if ($isNew || $isAdopted || $row['instruction_id'] === $instructionId) {
                $ours[(string)$row['code']] = true;
            }
        }
        if (count($new) !== $inserted) {
            throw new CodesMoved('Codes were created by somebody else at the same moment.');
        }
        $this->coupons->own([...$new, ...$adopted], $instructionId);
        return array_values(array_filter($codes, static fn (string $code): bool => !isset($ours[$code])));
    }
}
