<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Ui\Listing;

use Magento\Framework\Data\OptionSourceInterface;

/**
 * The states of a pool.
 */
class PoolStatuses implements OptionSourceInterface
{
    /**
     * The states with their labels.
     *
     * @return list<array{value: string,label: \Magento\Framework\Phrase}>
     */
    public function toOptionArray()
    {
        return [
            ['value' => 'active', 'label' => __('Active')],
            ['value' => 'low', 'label' => __('Low')],
            ['value' => 'empty', 'label' => __('Empty')],
            ['value' => 'unavailable', 'label' => __('Unavailable')],
            ['value' => 'archived', 'label' => __('Archived')],
        ];
    }
}
