<?php

declare(strict_types=1);

namespace Magento\Framework\Api\Search;

/**
 * Stands in for Magento's.
 */
class SearchCriteria implements SearchCriteriaInterface
{
    /**
     * @inheritDoc
     */
    public function getFilterGroups()
    {
        return null;
    }

    /**
     * @inheritDoc
     */
    public function getSortOrders()
    {
        return null;
    }

    /**
     * @inheritDoc
     */
    public function getPageSize()
    {
        return null;
    }

    /**
     * @inheritDoc
     */
    public function getCurrentPage()
    {
        return null;
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
