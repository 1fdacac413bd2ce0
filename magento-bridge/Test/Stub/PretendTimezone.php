<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use CouponPools\Bridge\Api\ClockInterface;
use Magento\Framework\Stdlib\DateTime\TimezoneInterface;

/**
 * The shop's days, in Berlin.
 */
class PretendTimezone implements TimezoneInterface
{
    private const ZONE = 'Europe/Berlin';

    public function __construct(private readonly ClockInterface $clock)
    {
    }

    public function date($date = null, $locale = null, $useTimezone = true, $includeTime = true)
    {
        return (new \DateTime('@' . $this->clock->now()))->setTimezone(new \DateTimeZone(self::ZONE));
    }

    public function getConfigTimezone($scopeType = null, $scopeCode = null)
    {
        return self::ZONE;
    }

    public function formatDateTime(
        $date,
        $dateType = \IntlDateFormatter::SHORT,
        $timeType = \IntlDateFormatter::SHORT,
        $locale = null,
        $timezone = null,
        $pattern = null
    ) {
        $moment = $date instanceof \DateTimeInterface ? \DateTime::createFromInterface($date) : new \DateTime($date);
        if (in_array($moment->getTimezone()->getName(), ['UTC', '+00:00'], true)) {
            $moment->setTimezone(new \DateTimeZone(self::ZONE));
        }
        return $moment->format('Y-m-d H:i');
    }
}
