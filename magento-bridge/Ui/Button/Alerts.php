<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Ui\Button;

use Magento\Framework\AuthorizationInterface;
use Magento\Framework\View\Element\UiComponent\Control\ButtonProviderInterface;

/**
 * A button above the grid, for those who may use it.
 */
class Alerts implements ButtonProviderInterface
{
    /**
     * Wires the grid.
     *
     * @param AuthorizationInterface $authorization
     */
    public function __construct(private readonly AuthorizationInterface $authorization)
    {
    }

    /**
     * The button; none for those who may not use it.
     *
     * @return array<string,mixed>
     */
    public function getButtonData()
    {
        if (!$this->authorization->isAllowed('CouponPools_Bridge::settings')) {
            return [];
        }
        return [
            'label' => __('Alerts'),
            'class' => '',
            'url' => 'coupon_pools/alert/index',
            'sort_order' => 18,
        ];
    }
}
