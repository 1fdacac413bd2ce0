<?php

declare(strict_types=1);

namespace Magento\Framework\Api\Search;

/**
 * Stands in for Magento's.
 */
class SearchCriteria implements SearchCriteriaInterface
{
    /**
     * @param FilterGroup[] $filterGroups
     * @param \Magento\Framework\Api\SortOrder[] $sortOrders
     * @param int|null $pageSize
     * @param int|null $currentPage
     */
    public function __construct(
        private readonly array $filterGroups = [],
        private readonly array $sortOrders = [],
        private readonly ?int $pageSize = null,
        private readonly ?int $currentPage = null
    ) {
    }

    /**
     * @inheritDoc
     */
    public function getFilterGroups()
    {
        return $this->filterGroups;
    }

    /**
     * @inheritDoc
     */
    public function getSortOrders()
    {
        return $this->sortOrders;
    }

    /**
     * @inheritDoc
     */
    public function getPageSize()
    {
        return $this->pageSize;
    }

    /**
     * @inheritDoc
     */
    public function getCurrentPage()
    {
        return $this->currentPage;
    }

    /**
     * @param string $requestName
     * @return $this
     */
    public function setRequestName($requestName)
    {
        return $this;
    }
}
