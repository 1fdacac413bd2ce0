<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Ui\Listing\Column;

use Magento\Framework\AuthorizationInterface;
use Magento\Framework\UrlInterface;
use Magento\Framework\View\Element\UiComponent\ContextInterface;
use Magento\Framework\View\Element\UiComponentFactory;
use Magento\Ui\Component\Listing\Columns\Column;

/**
 * What can be done with a pool from its row. No text of the row goes into an action: the grid reads an action's texts
 * as templates, and a confirmation as HTML.
 */
class PoolActions extends Column
{
    /**
     * Wires the grid.
     *
     * @param ContextInterface $context
     * @param UiComponentFactory $uiComponentFactory
     * @param UrlInterface $urlBuilder
     * @param AuthorizationInterface $authorization
     * @param array<string,mixed> $components
     * @param array<string,mixed> $data
     */
    public function __construct(
        ContextInterface $context,
        UiComponentFactory $uiComponentFactory,
        private readonly UrlInterface $urlBuilder,
        private readonly AuthorizationInterface $authorization,
        array $components = [],
        array $data = []
    ) {
        parent::__construct($context, $uiComponentFactory, $components, $data);
    }

    /**
     * Adds the actions to the rows.
     *
     * @param array<string,mixed> $dataSource
     * @return array<string,mixed>
     */
    public function prepareDataSource(array $dataSource)
    {
        foreach ($dataSource['data']['items'] ?? [] as $index => $item) {
            if (($item['id'] ?? '') !== '') {
                $dataSource['data']['items'][$index][$this->getData('name')] = $this->actions($item);
            }
        }
        return $dataSource;
    }

    /**
     * The actions of a pool, for this person.
     *
     * @param array<string,mixed> $pool
     * @return array<string, array<string,mixed>>
     */
    private function actions(array $pool): array
    {
        $id = (string)$pool['id'];
        $isArchived = $pool['status'] === 'archived';
        $actions = ['view' => ['href' => $this->url('pool/view', ['id' => $id]), 'label' => __('View')]];
        if ($this->authorization->isAllowed('CouponPools_Bridge::manage')) {
            $actions['edit'] = ['href' => $this->url('pool/edit', ['id' => $id]), 'label' => __('Edit')];
        }
        $isForUpload = !$isArchived && $pool['type'] === 'static';
        if ($isForUpload && $this->authorization->isAllowed('CouponPools_Bridge::upload')) {
            $actions['upload'] = ['href' => $this->url('upload/new', ['pool' => $id]), 'label' => __('Upload')];
        }
        if (!$isArchived && $this->authorization->isAllowed('CouponPools_Bridge::manage')) {
            $actions['archive'] = [
                'href' => $this->url('pool/archive', ['id' => $id]),
                'label' => __('Archive'),
                'post' => true,
                'confirm' => [
                    'title' => __('Archive this pool?'),
                    'message' => __(
                        'Campaigns that still use it get no more codes from it. Its codes and figures are kept, and '
                        . 'it can be restored at any time.'
                    ),
                ],
            ];
        }
        return $actions;
    }

    /**
     * An address in the module.
     *
     * @param string $route
     * @param array<string,string> $parameters
     */
    private function url(string $route, array $parameters): string
    {
        return $this->urlBuilder->getUrl('coupon_pools/' . $route, $parameters);
    }
}
