<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Ui\Button;

use Magento\Framework\View\Element\UiComponent\Control\ButtonProviderInterface;

/**
 * A button above the grid; whoever sees the pools sees what happened to them.
 */
class History implements ButtonProviderInterface
{
    /**
     * The button.
     *
     * @return array<string,mixed>
     */
    public function getButtonData()
    {
        return [
            'label' => __('History'),
            'class' => '',
            'url' => 'coupon_pools/history/index',
            'sort_order' => 16,
        ];
    }
}
