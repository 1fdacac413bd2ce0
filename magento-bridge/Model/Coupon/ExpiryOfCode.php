<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Coupon;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Model\Instant;

/**
 * Whether a code in a cart is past its date. A cart asks several times: the table is asked once.
 */
class ExpiryOfCode
{
    /**
     * @var array<string,array{ruleId:int,expiresAt:int}|null>
     */
    private array $known = [];

    /**
     * Wires the tables.
     *
     * @param CouponTable $coupons
     * @param ClockInterface $clock
     * @param Instant $instant
     */
    public function __construct(
        private readonly CouponTable $coupons,
        private readonly ClockInterface $clock,
        private readonly Instant $instant
    ) {
    }

    /**
     * Whether this code of this rule is over.
     *
     * @param string $code as typed by the buyer
     * @param int $ruleId
     */
    public function isOver(string $code, int $ruleId): bool
    {
        $key = 'c' . $code;
        if (!array_key_exists($key, $this->known)) {
            $this->known = [$key => $this->read($code)];
        }
        $expiry = $this->known[$key];
        return $expiry !== null && $expiry['ruleId'] === $ruleId && $expiry['expiresAt'] <= $this->clock->now();
    }

    /**
     * Reads the date of a code; null: it has none.
     *
     * @param string $code
     * @return array{ruleId:int,expiresAt:int}|null
     */
    private function read(string $code): ?array
    {
        foreach ($this->coupons->find([$code]) as $row) {
            $expiresAt = $this->instant->toSeconds((string)$row['expires_at']);
            if ($expiresAt !== null) {
                return ['ruleId' => (int)$row['rule_id'], 'expiresAt' => $expiresAt];
            }
        }
        return null;
    }
}
