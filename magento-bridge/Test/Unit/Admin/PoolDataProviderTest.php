<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Ui\Listing\PoolDataProvider;
use CouponPools\Bridge\Ui\Listing\PoolQuery;
use Magento\Framework\Api\Filter;
use Magento\Framework\Api\FilterBuilder;
use Magento\Framework\Api\Search\FilterGroup;
use Magento\Framework\Api\Search\ReportingInterface;
use Magento\Framework\Api\Search\SearchCriteria;
use Magento\Framework\Api\Search\SearchCriteriaBuilder;
use Magento\Framework\Api\SortOrder;

/**
 * The grid asks as Magento's grid was seen to ask.
 */
class PoolDataProviderTest extends AdminTestCase
{
    private const POOLS = 'GET /api/bridge/v1/pools';

    public function testRenderingThePageAsksTheServiceForNothing(): void
    {
        $provider = $this->provider($this->criteria([], [$this->order(null, null)], 20, 1), []);

        self::assertSame(['items' => [], 'totalRecords' => 0], $provider->getData());
        self::assertSame(['items' => [], 'totalRecords' => 0], $provider->getData());
        self::assertSame([], $this->service->calls);
    }

    public function testTheGridsOwnQuestionIsAskedOnce(): void
    {
        $this->service->answers(self::POOLS, 200, ['pools' => [$this->pool()], 'total' => 41]);
        $provider = $this->provider($this->criteria([], [$this->order(null, null)], 20, 1));

        $provider->getData();
        $page = $provider->getData();

        self::assertCount(1, $this->service->calls);
        self::assertSame(['offset' => 0, 'limit' => 20], $this->service->calls[0]['query']);
        self::assertSame(41, $page['totalRecords']);
        self::assertSame('Welcome', $page['items'][0]['name']);
        self::assertSame('1,200', $page['items'][0]['remaining']);
        self::assertSame('99.5 %', $page['items'][0]['percentRemaining']);
        self::assertSame('', $page['items'][0]['redeemed']);
    }

    public function testFiltersOrderAndPageAreTold(): void
    {
        $this->service->answers(self::POOLS, 200, ['pools' => [], 'total' => 0]);
        $this->provider($this->criteria(
            [
                $this->group([$this->filter('name', 'like', '%50\\% off\\_REM%')]),
                $this->group([$this->filter('type', 'eq', 'static')]),
                $this->group([$this->filter('status', 'eq', 'low')]),
            ],
            [$this->order('percentRemaining', 'DESC')],
            50,
            3
        ))->getData();

        self::assertEquals([
            'offset' => 100,
            'limit' => 50,
            'search' => '50% off_REM',
            'type' => 'static',
            'status' => 'low',
            'sort' => 'percentRemaining',
            'direction' => 'desc',
        ], $this->service->calls[0]['query']);
    }

    public function testAnOrderByAnotherColumnIsNotTold(): void
    {
        $this->service->answers(self::POOLS, 200, ['pools' => [], 'total' => 0]);
        $this->provider($this->criteria([], [$this->order('handle', 'ASC')], 20, 1))->getData();

        self::assertArrayNotHasKey('sort', $this->service->calls[0]['query']);
    }

    public function testAServiceThatIsDownLeavesAnEmptyPageAndASentence(): void
    {
        $page = $this->provider($this->criteria([], [], 20, 1))->getData();

        self::assertSame([], $page['items']);
        self::assertSame(0, $page['totalRecords']);
        self::assertStringContainsString('cannot be reached', $page['couponPoolsProblem']);
    }

    /**
     * @param SearchCriteria $criteria
     * @param array<string,mixed> $parameters of the request
     */
    private function provider(
        SearchCriteria $criteria,
        array $parameters = ['namespace' => 'coupon_pools_pool_listing']
    ): PoolDataProvider {
        $builder = $this->createMock(SearchCriteriaBuilder::class);
        $builder->method('create')->willReturn($criteria);
        return new PoolDataProvider(
            'coupon_pools_pool_listing_data_source',
            'id',
            'id',
            $this->createMock(ReportingInterface::class),
            $builder,
            $this->request($parameters),
            $this->createMock(FilterBuilder::class),
            $this->askService(),
            new PoolQuery(),
            $this->formatNumber()
        );
    }

    /**
     * @param FilterGroup[] $groups
     * @param SortOrder[] $orders
     * @param int $pageSize
     * @param int $page
     */
    private function criteria(array $groups, array $orders, int $pageSize, int $page): SearchCriteria
    {
        $criteria = $this->createMock(SearchCriteria::class);
        $criteria->method('getFilterGroups')->willReturn($groups);
        $criteria->method('getSortOrders')->willReturn($orders);
        $criteria->method('getPageSize')->willReturn($pageSize);
        $criteria->method('getCurrentPage')->willReturn($page);
        return $criteria;
    }

    private function order(?string $field, ?string $direction): SortOrder
    {
        $order = $this->createMock(SortOrder::class);
        $order->method('getField')->willReturn($field);
        $order->method('getDirection')->willReturn($direction);
        return $order;
    }

    /**
     * @param Filter[] $filters
     */
    private function group(array $filters): FilterGroup
    {
        $group = $this->createMock(FilterGroup::class);
        $group->method('getFilters')->willReturn($filters);
        return $group;
    }

    private function filter(string $field, string $condition, string $value): Filter
    {
        return (new Filter())->setField($field)->setConditionType($condition)->setValue($value);
    }

    /**
     * @return array<string,mixed>
     */
    private function pool(): array
    {
        return [
            'id' => 'pool_1',
            'name' => 'Welcome',
            'handle' => 'welcome',
            'type' => 'static',
            'status' => 'active',
            'remaining' => 1200,
            'percentRemaining' => 99.5,
            'assigned' => 6,
            'redeemed' => null,
            'updatedAt' => '2026-11-23T09:00:00Z',
        ];
    }
}
