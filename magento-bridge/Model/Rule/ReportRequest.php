<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Rule;

use Magento\Framework\FlagManager;

/**
 * Where the report of all rules stands: asked for, half sent, or done on a day.
 */
class ReportRequest
{
    private const FLAG = 'coupon_pools_rule_report';

    public function __construct(private readonly FlagManager $flagManager)
    {
    }

    /**
     * The whole report is to be sent, from its first page.
     */
    public function ask(): void
    {
        $this->flagManager->saveFlag(self::FLAG, []);
    }
}
