<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Exchange;

use CouponPools\Bridge\Api\ClockInterface;
use Magento\Framework\FlagManager;

/**
 * How the exchange fares, for the self-test.
 */
class ExchangeState
{
    private const FLAG = 'coupon_pools_exchange';

    /**
     * Wires the flag.
     *
     * @param FlagManager $flagManager
     * @param ClockInterface $clock
     */
    public function __construct(
        private readonly FlagManager $flagManager,
        private readonly ClockInterface $clock
    ) {
    }

    /**
     * The cron group is alive.
     */
    public function ticked(): void
    {
        $this->change(['tickAt' => $this->clock->now()]);
    }

    /**
     * An exchange went well.
     *
     * @param int|null $skewSeconds how far the service's clock is ahead of this one
     */
    public function succeeded(?int $skewSeconds): void
    {
        $this->change(['doneAt' => $this->clock->now(), 'error' => '', 'skew' => $skewSeconds]);
    }

    /**
     * An exchange went wrong.
     *
     * @param string $error
     */
    public function failed(string $error): void
    {
        $this->change(['failedAt' => $this->clock->now(), 'error' => $error]);
    }

    /**
     * What the exchange said under a key that is no longer used says nothing; that cron runs stays true.
     */
    public function forget(): void
    {
        $this->change(['doneAt' => null, 'failedAt' => null, 'error' => '', 'skew' => null]);
    }

    /**
     * What is known; instants in Unix seconds.
     *
     * @return array{tickAt:int|null,doneAt:int|null,failedAt:int|null,error:string,skew:int|null}
     */
    public function read(): array
    {
        $flag = $this->flagManager->getFlagData(self::FLAG);
        $known = is_array($flag) ? $flag : [];
        return [
            'tickAt' => $known['tickAt'] ?? null,
            'doneAt' => $known['doneAt'] ?? null,
            'failedAt' => $known['failedAt'] ?? null,
            'error' => (string)($known['error'] ?? ''),
            'skew' => $known['skew'] ?? null,
        ];
    }

    /**
     * Changes some of it.
     *
     * @param array<string,mixed> $fields
     */
    private function change(array $fields): void
    {
        $this->flagManager->saveFlag(self::FLAG, $fields + $this->read());
    }
}
