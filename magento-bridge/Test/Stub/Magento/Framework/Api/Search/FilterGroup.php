<?php

declare(strict_types=1);

namespace Magento\Framework\Api\Search;

/**
 * Stands in for Magento's.
 */
class FilterGroup
{
    /**
     * @return \Magento\Framework\Api\Filter[]|null
     */
    public function getFilters()
    {
        return null;
    }
}
