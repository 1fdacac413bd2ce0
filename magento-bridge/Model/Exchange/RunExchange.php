<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Exchange;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Inbox\InboxTable;
use CouponPools\Bridge\Model\Inbox\ProcessInbox;
use CouponPools\Bridge\Model\Outbox\OutboxTable;
use CouponPools\Bridge\Model\Place\PlaceState;
use CouponPools\Bridge\Model\Rule\ReportRequest;
use Magento\Framework\Lock\LockManagerInterface;

/**
 * Exchanges with the service until the time is over: at once while there is more, otherwise after a pause. Only one
 * process does so at a time.
 */
class RunExchange
{
    private const LOCK = 'coupon_pools_exchange';
    private const LONGEST_PAUSE_SECONDS = 30;

    /** An instruction or a load that makes no progress must not turn the loop into a storm of calls. */
    private const MOST_AT_ONCE = 500;

    /**
     * Wires the parts.
     *
     * @param Config $config
     * @param LockManagerInterface $lockManager
     * @param LoadCargo $loadCargo
     * @param ExchangeOnce $exchangeOnce
     * @param ProcessInbox $processInbox
     * @param InboxTable $inbox
     * @param OutboxTable $outbox
     * @param ReportRequest $reportRequest
     * @param PlaceState $placeState
     * @param ClockInterface $clock
     */
    public function __construct(
        private readonly Config $config,
        private readonly LockManagerInterface $lockManager,
        private readonly LoadCargo $loadCargo,
        private readonly ExchangeOnce $exchangeOnce,
        private readonly ProcessInbox $processInbox,
        private readonly InboxTable $inbox,
        private readonly OutboxTable $outbox,
        private readonly ReportRequest $reportRequest,
        private readonly PlaceState $placeState,
        private readonly ClockInterface $clock
    ) {
    }

    /**
     * Runs for so long; 0: until there is nothing more to do, but at most as long as a tick may take.
     *
     * @param int $seconds
     */
    public function execute(int $seconds): ExchangeRun
    {
        if (!$this->config->isConnected()) {
            return new ExchangeRun(0, 0, (string)__('This shop is not connected to Coupon Pools.'));
        }
        if (!$this->lockManager->lock(self::LOCK, 0)) {
            return new ExchangeRun(0, 0, (string)__('Another process is exchanging already.'));
        }
        try {
            return $this->run($seconds);
        } finally {
            $this->lockManager->unlock(self::LOCK);
        }
    }

    /**
     * The loop.
     *
     * @param int $seconds
     */
    private function run(int $seconds): ExchangeRun
    {
        $until = $this->clock->now() + ($seconds > 0 ? $seconds : max(1, $this->config->exchangeSeconds()));
        $exchanges = 0;
        $done = 0;
        $failures = 0;
        $isSingle = false;
        $isProbe = false;
        do {
            // A copy only asks whether it still is one: what it brings along was meant for the shop.
            $isCopy = $this->placeState->copyOf() !== '';
            $done += $isCopy ? 0 : $this->processInbox->execute($until);
            $cargo = match (true) {
                $isCopy || $isProbe => $this->loadCargo->none(),
                $isSingle => $this->loadCargo->single(),
                default => $this->loadCargo->all(),
            };
            $step = $this->exchangeOnce->execute($cargo);
            $exchanges++;
            $failures = $step->isOk ? 0 : $failures + 1;
            if ($step->isLoadRefused) {
                $this->isolate($cargo, $isSingle, $step->problem);
                // Where nothing at all is taken the load is not the reason, and nothing of it is given up.
                $isProbe = !$isSingle;
                $isSingle = true;
                $pause = 0;
            } elseif ($isProbe && $step->isOk) {
                $isProbe = false;
                $pause = 0;
            } elseif (!$step->isOk) {
                $pause = min(self::LONGEST_PAUSE_SECONDS, $this->config->exchangeEvery() * (2 ** min($failures, 6)));
            } elseif ($step->received > 0 || $step->more || $cargo->hasMore || ($isSingle && !$cargo->isEmpty())) {
                $pause = 0;
            } else {
                $isSingle = false;
                $pause = max($this->config->exchangeEvery(), $step->againInSeconds);
            }
            $isOver = $step->isCopy
                || $this->clock->now() + $pause >= $until
                || $exchanges >= self::MOST_AT_ONCE
                || ($seconds <= 0 && $pause > 0);
            if (!$isOver && $pause > 0) {
                $this->clock->sleep($pause);
            }
        } while (!$isOver);
        return new ExchangeRun($exchanges, $done, $step->problem);
    }

    /**
     * The service refused a load. A whole one is split; a single thing is what it will not take.
     *
     * @param Cargo $cargo
     * @param bool $isSingle
     * @param string $problem
     */
    private function isolate(Cargo $cargo, bool $isSingle, string $problem): void
    {
        if (!$isSingle) {
            return;
        }
        foreach ($cargo->results as $result) {
            $this->inbox->unwanted($result['instruction'], $problem);
        }
        foreach ($cargo->events as $event) {
            $this->outbox->refused($event['id'], $problem);
        }
        if ($cargo->rules !== null) {
            $this->reportRequest->giveUp();
        }
    }
}
