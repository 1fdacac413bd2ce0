<?php

declare(strict_types=1);

namespace Magento\Framework\Api;

/**
 * Stands in for Magento's.
 */
class SortOrder
{
    /**
     * @return string|null
     */
    public function getField()
    {
        return null;
    }

    /**
     * @return string|null
     */
    public function getDirection()
    {
        return null;
    }
}
