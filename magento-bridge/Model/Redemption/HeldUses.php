<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Redemption;

/**
 * The uses that this process has taken, so that it gives back its own and nobody else's.
 */
class HeldUses
{
    /**
     * @var array<int,array{couponId:int,token:string}> by quote
     */
    private array $held = [];

    /**
     * A quote has taken a use.
     *
     * @param int $quoteId
     * @param int $couponId
     * @param string $token
     */
    public function remember(int $quoteId, int $couponId, string $token): void
    {
        $this->held[$quoteId] = ['couponId' => $couponId, 'token' => $token];
    }

    /**
     * What a quote has taken, once.
     *
     * @param int $quoteId
     * @return array{couponId:int,token:string}|null
     */
    public function pull(int $quoteId): ?array
    {
        $held = $this->held[$quoteId] ?? null;
        unset($this->held[$quoteId]);
        return $held;
    }
}
