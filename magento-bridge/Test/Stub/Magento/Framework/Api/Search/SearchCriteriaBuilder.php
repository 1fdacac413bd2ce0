<?php

declare(strict_types=1);

namespace Magento\Framework\Api\Search;

/**
 * Stands in for Magento's.
 */
class SearchCriteriaBuilder
{
    /**
     * @return SearchCriteria
     */
    public function create()
    {
        return new SearchCriteria();
    }
}
