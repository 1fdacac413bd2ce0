<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Ui\Listing;

use Magento\Framework\Data\OptionSourceInterface;

/**
 * The types of a pool.
 */
class PoolTypes implements OptionSourceInterface
{
    /**
     * The types with their labels.
     *
     * @return list<array{value: string,label: \Magento\Framework\Phrase}>
     */
    public function toOptionArray()
    {
        return [
            ['value' => 'dynamic', 'label' => __('Dynamic')],
            ['value' => 'static', 'label' => __('Static')],
        ];
    }
}
