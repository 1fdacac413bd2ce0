<?php

declare(strict_types=1);

namespace Magento\Framework\Api\Search;

use Magento\Framework\Api\Filter;

/**
 * Stands in for Magento's.
 */
class FilterGroup
{
    /**
     * @param Filter[] $filters
     */
    public function __construct(private readonly array $filters = [])
    {
    }

    /**
     * @return Filter[]
     */
    public function getFilters()
    {
        return $this->filters;
    }
}
