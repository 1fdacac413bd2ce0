<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Check\RunChecks;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * The self-test's findings.
 */
class SelfTest implements ArgumentInterface
{
    public function __construct(private readonly RunChecks $runChecks)
    {
    }

    /**
     * @return list<array{label: string, ok: bool, detail: string, advice: string}>
     */
    public function findings(): array
    {
        return $this->runChecks->execute();
    }
}
