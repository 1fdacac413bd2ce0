<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Admin;

use Magento\Framework\Locale\ResolverInterface;

/**
 * A number as people write it in the language of the admin.
 */
class FormatNumber
{
    /** Percentages have two of them. */
    private const DECIMALS_MAX = 2;

    /**
     * Wires the parts.
     *
     * @param ResolverInterface $localeResolver
     */
    public function __construct(private readonly ResolverInterface $localeResolver)
    {
    }

    /**
     * Groups of three digits, and no more decimals than there are.
     *
     * @param float $number
     */
    public function execute(float $number): string
    {
        $formatter = new \NumberFormatter((string)$this->localeResolver->getLocale(), \NumberFormatter::DECIMAL);
        $formatter->setAttribute(\NumberFormatter::MAX_FRACTION_DIGITS, self::DECIMALS_MAX);
        return (string)$formatter->format($number);
    }
}
