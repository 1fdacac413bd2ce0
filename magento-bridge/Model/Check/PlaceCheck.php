<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Check;

use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Place\PlaceState;

/**
 * Whether this is the shop that was connected, or a copy of its database.
 */
class PlaceCheck implements CheckInterface
{
    /**
     * Wires the parts.
     *
     * @param Config $config
     * @param PlaceState $placeState
     * @param Finding $finding
     */
    public function __construct(
        private readonly Config $config,
        private readonly PlaceState $placeState,
        private readonly Finding $finding
    ) {
    }

    /**
     * @inheritDoc
     */
    public function execute(): array
    {
        if (!$this->config->isConnected()) {
            return [];
        }
        $copy = $this->placeState->copyOf();
        return [$copy === ''
            ? $this->finding->good(__('Copy'), __('This is the shop that was connected.'))
            : $this->finding->bad(
                __('Copy'),
                $copy,
                __('If it is a copy, run "bin/magento coupon-pools:copy"; if the shop has moved here, run'
                    . ' "bin/magento coupon-pools:moved".')
            )];
    }
}
