<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Check\RunChecks;
use CouponPools\Bridge\Model\Queue\ListDead;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * The self-test's findings, and what was given up.
 */
class SelfTest implements ArgumentInterface
{
    public function __construct(
        private readonly RunChecks $runChecks,
        private readonly ListDead $listDead
    ) {
    }

    /**
     * @return list<array{label: string, ok: bool, detail: string, advice: string}>
     */
    public function findings(): array
    {
        return $this->runChecks->execute();
    }

    /**
     * @return array<int, array{queue: string, entry: int, name: string, kind: string, attempts: int, error: string,
     *     at: string}>
     */
    public function dead(): array
    {
        return $this->listDead->execute();
    }
}
