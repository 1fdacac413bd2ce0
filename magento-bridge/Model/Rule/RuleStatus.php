<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Rule;

use Magento\Framework\Stdlib\DateTime\TimezoneInterface;
use Magento\SalesRule\Api\Data\RuleInterface;

/**
 * Whether a rule works today, in the shop's own days.
 */
class RuleStatus
{
    public const ACTIVE = 'active';
    public const SCHEDULED = 'scheduled';
    public const EXPIRED = 'expired';
    public const INACTIVE = 'inactive';

    /**
     * Wires the time zone.
     *
     * @param TimezoneInterface $timezone
     */
    public function __construct(private readonly TimezoneInterface $timezone)
    {
    }

    /**
     * One of the constants.
     *
     * @param RuleInterface $rule
     */
    public function execute(RuleInterface $rule): string
    {
        if (!$rule->getIsActive()) {
            return self::INACTIVE;
        }
        $today = $this->timezone->date()->format('Y-m-d');
        $from = substr((string)$rule->getFromDate(), 0, 10);
        $to = substr((string)$rule->getToDate(), 0, 10);
        if ($from !== '' && $from > $today) {
            return self::SCHEDULED;
        }
        return $to !== '' && $to < $today ? self::EXPIRED : self::ACTIVE;
    }
}
