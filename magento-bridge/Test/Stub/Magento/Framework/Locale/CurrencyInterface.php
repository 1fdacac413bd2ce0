<?php

declare(strict_types=1);

namespace Magento\Framework\Locale;

use Magento\Framework\Currency;

/**
 * Stands in for Magento's, with what the module uses of it.
 */
interface CurrencyInterface
{
    /**
     * @param string $currency
     * @return Currency
     */
    public function getCurrency($currency);
}
