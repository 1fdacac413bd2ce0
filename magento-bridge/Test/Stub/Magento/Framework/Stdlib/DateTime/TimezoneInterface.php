<?php

declare(strict_types=1);

namespace Magento\Framework\Stdlib\DateTime;

/**
 * The part of Magento's interface that the module uses.
 */
interface TimezoneInterface
{
    public function date($date = null, $locale = null, $useTimezone = true, $includeTime = true);

    public function getConfigTimezone($scopeType = null, $scopeCode = null);

    public function formatDateTime(
        $date,
        $dateType = \IntlDateFormatter::SHORT,
        $timeType = \IntlDateFormatter::SHORT,
        $locale = null,
        $timezone = null,
        $pattern = null
    );
}
