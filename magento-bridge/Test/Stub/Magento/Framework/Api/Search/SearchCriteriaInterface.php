<?php

declare(strict_types=1);

namespace Magento\Framework\Api\Search;

/**
 * Stands in for Magento's.
 */
interface SearchCriteriaInterface
{
    /**
     * @return FilterGroup[]|null
     */
    public function getFilterGroups();

    /**
     * @return \Magento\Framework\Api\SortOrder[]|null
     */
    public function getSortOrders();

    /**
     * @return int|null
     */
    public function getPageSize();

    /**
     * @return int|null
     */
    public function getCurrentPage();
}
