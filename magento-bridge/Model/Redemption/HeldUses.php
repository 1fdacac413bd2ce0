<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Redemption;

/**
 * The uses that this process has taken, so that it gives back its own and nobody else's.
 */
class HeldUses
{
    /**
     * @var array<int,array{couponId:int,token:string,replaced:array<string,mixed>|null}> by quote
     */
    private array $held = [];

    /**
     * A quote has taken a use.
     *
     * @param int $quoteId
     * @param int $couponId
     * @param string $token
     * @param array<string,mixed>|null $replaced the row of the order that is edited
     */
    public function remember(int $quoteId, int $couponId, string $token, ?array $replaced): void
    {
        $this->held[$quoteId] = ['couponId' => $couponId, 'token' => $token, 'replaced' => $replaced];
    }

    /**
     * What a quote has taken, once.
     *
     * @param int $quoteId
     * @return array{couponId:int,token:string,replaced:array<string,mixed>|null}|null
     */
    public function pull(int $quoteId): ?array
    {
        $held = $this->held[$quoteId] ?? null;
        unset($this->held[$quoteId]);
        return $held;
    }
}
