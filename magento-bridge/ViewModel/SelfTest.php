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
    /**
     * Wires the page.
     *
     * @param RunChecks $runChecks
     */
    public function __construct(private readonly RunChecks $runChecks)
    {
    }

    /**
     * What every check found.
     *
     * @return list<array{label: string,ok: bool,detail: string,advice: string}>
     */
    public function findings(): array
    {
        return $this->runChecks->execute();
    }
}
