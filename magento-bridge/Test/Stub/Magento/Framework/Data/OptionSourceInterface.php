<?php

declare(strict_types=1);

namespace Magento\Framework\Data;

/**
 * Stands in for Magento's.
 */
interface OptionSourceInterface
{
    /**
     * @return array<int, array<string, mixed>>
     */
    public function toOptionArray();
}
