<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Ui\Listing;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\FormatNumber;
use Magento\Framework\Api\FilterBuilder;
use Magento\Framework\Api\Search\ReportingInterface;
use Magento\Framework\Api\Search\SearchCriteriaBuilder;
use Magento\Framework\App\RequestInterface;
use Magento\Framework\View\Element\UiComponent\DataProvider\DataProvider;

/**
 * The pools of the grid, page by page from the service. Nothing of them is kept in Magento's database.
 */
class PoolDataProvider extends DataProvider
{
    /** Pools that the service gives at once. */
    private const LIMIT_MAX = 200;

    /** @var array{items: list<array<string,mixed>>, totalRecords: int, couponPoolsProblem?: string}|null */
    private ?array $page = null;

    /**
     * Wires the grid.
     *
     * @param string $name
     * @param string $primaryFieldName
     * @param string $requestFieldName
     * @param ReportingInterface $reporting
     * @param SearchCriteriaBuilder $searchCriteriaBuilder
     * @param RequestInterface $request
     * @param FilterBuilder $filterBuilder
     * @param AskService $askService
     * @param PoolQuery $poolQuery
     * @param FormatNumber $formatNumber
     * @param array<string,mixed> $meta
     * @param array<string,mixed> $data
     */
    public function __construct(
        $name,
        $primaryFieldName,
        $requestFieldName,
        ReportingInterface $reporting,
        SearchCriteriaBuilder $searchCriteriaBuilder,
        RequestInterface $request,
        FilterBuilder $filterBuilder,
        private readonly AskService $askService,
        private readonly PoolQuery $poolQuery,
        private readonly FormatNumber $formatNumber,
        array $meta = [],
        array $data = []
    ) {
        parent::__construct(
            $name,
            $primaryFieldName,
            $requestFieldName,
            $reporting,
            $searchCriteriaBuilder,
            $request,
            $filterBuilder,
            $meta,
            $data
        );
    }

    /**
     * The page of the grid, asked for once.
     *
     * Rendering the page asks for the rows too, and the grid then throws them away and fetches its own (`mui/index`,
     * with the filters and the order that the admin left it with). So only that second question goes to the service.
     *
     * @return array{items: list<array<string,mixed>>, totalRecords: int, couponPoolsProblem?: string}
     */
    public function getData()
    {
        if ($this->request->getParam('namespace') === null) {
            return ['items' => [], 'totalRecords' => 0];
        }
        return $this->page ??= $this->fetch();
    }

    /**
     * A page from the service; empty, with the reason, where there is none.
     *
     * @return array{items: list<array<string,mixed>>, totalRecords: int, couponPoolsProblem?: string}
     */
    private function fetch(): array
    {
        $reply = $this->askService->execute(
            'GET',
            '/pools',
            null,
            $this->poolQuery->execute($this->getSearchCriteria(), self::LIMIT_MAX)
        );
        if (!$reply->isOk()) {
            return ['items' => [], 'totalRecords' => 0, 'couponPoolsProblem' => $reply->problem];
        }
        $pools = $reply->listOf('pools');
        return ['items' => array_map($this->row(...), $pools), 'totalRecords' => (int)($reply->body['total'] ?? 0)];
    }

    /**
     * A pool as a row of the grid.
     *
     * @param array<string,mixed> $pool
     * @return array<string,mixed>
     */
    private function row(array $pool): array
    {
        $percent = $pool['percentRemaining'] ?? null;
        return [
            'id' => (string)($pool['id'] ?? ''),
            'name' => (string)($pool['name'] ?? ''),
            'handle' => (string)($pool['handle'] ?? ''),
            'type' => (string)($pool['type'] ?? ''),
            'status' => (string)($pool['status'] ?? ''),
            'remaining' => $this->count($pool['remaining'] ?? null, (string)__('No limit')),
            'percentRemaining' => is_numeric($percent)
                ? $this->formatNumber->execute((float)$percent) . ' %'
                : '',
            'assigned' => $this->count($pool['assigned'] ?? null, ''),
            'redeemed' => $this->count($pool['redeemed'] ?? null, ''),
            'updatedAt' => $pool['updatedAt'] ?? null,
        ];
    }

    /**
     * A number, or what stands for none.
     *
     * @param mixed $value
     * @param string $none
     */
    private function count(mixed $value, string $none): string
    {
        return is_numeric($value) ? $this->formatNumber->execute((float)$value) : $none;
    }
}
