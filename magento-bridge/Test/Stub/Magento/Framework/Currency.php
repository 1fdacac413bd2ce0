<?php

declare(strict_types=1);

namespace Magento\Framework;

/**
 * Stands in for Magento's.
 */
class Currency
{
    /**
     * @param int|float|null $value
     * @param array<string,mixed> $options
     * @return string
     */
    public function toCurrency($value = null, array $options = [])
    {
        return '';
    }
}
