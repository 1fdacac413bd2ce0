<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Ui\Listing;

use Magento\Framework\Api\Search\SearchCriteriaInterface;

/**
 * What the grid asks for, in the words of the service.
 */
class PoolQuery
{
    private const FILTERS = ['name' => 'search', 'type' => 'type', 'status' => 'status'];
    private const SORTS = [
        'name', 'type', 'status', 'remaining', 'percentRemaining', 'assigned', 'redeemed', 'updatedAt',
    ];
    private const PAGE_SIZE = 20;

    /**
     * The query of the call that fetches the page.
     *
     * @param SearchCriteriaInterface $criteria
     * @param int $limitMax
     * @return array<string,string|int>
     */
    public function execute(SearchCriteriaInterface $criteria, int $limitMax): array
    {
        $limit = min($limitMax, max(1, (int)$criteria->getPageSize() ?: self::PAGE_SIZE));
        $page = max(1, (int)$criteria->getCurrentPage());
        return ['offset' => ($page - 1) * $limit, 'limit' => $limit]
            + $this->filters($criteria)
            + $this->sort($criteria);
    }

    /**
     * What is searched for.
     *
     * @param SearchCriteriaInterface $criteria
     * @return array<string,string>
     */
    private function filters(SearchCriteriaInterface $criteria): array
    {
        $query = [];
        foreach ($criteria->getFilterGroups() ?? [] as $group) {
            foreach ($group->getFilters() ?? [] as $filter) {
                $name = self::FILTERS[$filter->getField()] ?? null;
                $value = $this->plain($filter->getValue(), (string)$filter->getConditionType());
                if ($name !== null && $value !== '') {
                    $query[$name] = $value;
                }
            }
        }
        return $query;
    }

    /**
     * A text filter comes as a pattern of SQL's LIKE, `%50\% off%`; the service wants the text itself.
     *
     * @param mixed $value
     * @param string $condition
     */
    private function plain(mixed $value, string $condition): string
    {
        $text = is_scalar($value) ? (string)$value : '';
        if ($condition !== 'like') {
            return $text;
        }
        $text = preg_replace('/^%|%$/D', '', $text) ?? '';
        return str_replace(['\\%', '\\_'], ['%', '_'], $text);
    }

    /**
     * While the page is rendered the order has neither field nor direction.
     *
     * @param SearchCriteriaInterface $criteria
     * @return array<string,string>
     */
    private function sort(SearchCriteriaInterface $criteria): array
    {
        foreach ($criteria->getSortOrders() ?? [] as $order) {
            if (in_array($order->getField(), self::SORTS, true)) {
                $descends = strtoupper((string)$order->getDirection()) === 'DESC';
                return ['sort' => $order->getField(), 'direction' => $descends ? 'desc' : 'asc'];
            }
        }
        return [];
    }
}
