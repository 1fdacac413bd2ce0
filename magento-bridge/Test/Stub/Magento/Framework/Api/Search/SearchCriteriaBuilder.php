<?php

declare(strict_types=1);

namespace Magento\Framework\Api\Search;

/**
 * Stands in for Magento's: gives the criteria that a test put in.
 */
class SearchCriteriaBuilder
{
    /**
     * @param SearchCriteria|null $criteria
     */
    public function __construct(private readonly ?SearchCriteria $criteria = null)
    {
    }

    public function create(): SearchCriteria
    {
        return $this->criteria ?? new SearchCriteria();
    }
}
