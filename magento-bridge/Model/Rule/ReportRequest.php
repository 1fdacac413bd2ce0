<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Rule;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Model\Instant;
use Magento\Framework\FlagManager;

/**
 * Where the report of all rules stands: asked for, half sent, or done. It is asked for again every day.
 */
class ReportRequest
{
    private const FLAG = 'coupon_pools_rule_report';
    private const EVERY_SECONDS = 86400;

    /**
     * Wires the flag.
     *
     * @param FlagManager $flagManager
     * @param ClockInterface $clock
     * @param Instant $instant
     */
    public function __construct(
        private readonly FlagManager $flagManager,
        private readonly ClockInterface $clock,
        private readonly Instant $instant
    ) {
    }

    /**
     * The whole report is to be sent, from its first page.
     */
    public function ask(): void
    {
        $this->flagManager->saveFlag(self::FLAG, $this->fresh());
    }

    /**
     * The page that is to be sent next; null: none.
     *
     * @return array{generation:string,page:int,after:int}|null
     */
    public function page(): ?array
    {
        $state = $this->flagManager->getFlagData(self::FLAG);
        if (!is_array($state)) {
            $state = $this->fresh();
            $this->flagManager->saveFlag(self::FLAG, $state);
        }
        if (isset($state['doneAt'])) {
            if ($this->clock->now() - (int)$state['doneAt'] < self::EVERY_SECONDS) {
                return null;
            }
            $state = $this->fresh();
            $this->flagManager->saveFlag(self::FLAG, $state);
        }
        return [
            'generation' => (string)$state['generation'],
            'page' => (int)$state['page'],
            'after' => (int)$state['after'],
        ];
    }

    /**
     * A page was taken. One of a generation that has been given up meanwhile changes nothing.
     *
     * @param string $generation
     * @param int $page
     * @param bool $isLast
     * @param int $lastId the highest rule on it
     */
    public function taken(string $generation, int $page, bool $isLast, int $lastId): void
    {
        $state = $this->flagManager->getFlagData(self::FLAG);
        if (!is_array($state) || ($state['generation'] ?? '') !== $generation || (int)$state['page'] !== $page) {
            return;
        }
        $this->flagManager->saveFlag(self::FLAG, $isLast
            ? ['generation' => $generation, 'page' => $page, 'after' => $lastId, 'doneAt' => $this->clock->now()]
            : ['generation' => $generation, 'page' => $page + 1, 'after' => $lastId]);
    }

    /**
     * The service does not take the report: again tomorrow.
     */
    public function giveUp(): void
    {
        $state = $this->flagManager->getFlagData(self::FLAG);
        $this->flagManager->saveFlag(
            self::FLAG,
            ['doneAt' => $this->clock->now()] + (is_array($state) ? $state : $this->fresh())
        );
    }

    /**
     * The first page of a new generation.
     *
     * @return array{generation:string,page:int,after:int}
     */
    private function fresh(): array
    {
        return ['generation' => $this->instant->toService($this->clock->now()), 'page' => 1, 'after' => 0];
    }
}
