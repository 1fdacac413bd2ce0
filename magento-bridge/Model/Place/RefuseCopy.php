<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Place;

use CouponPools\Bridge\Model\Service\ShopIsCopy;
use Magento\Framework\Phrase;

/**
 * Keeps a copy of a shop from acting on the pools of that shop, with the key that came along in its database.
 */
class RefuseCopy
{
    /**
     * Wires the state.
     *
     * @param PlaceState $placeState
     */
    public function __construct(private readonly PlaceState $placeState)
    {
    }

    /**
     * Throws in a copy.
     *
     * @throws ShopIsCopy
     */
    public function execute(): void
    {
        $refusal = $this->placeState->refusal();
        if ($refusal !== '') {
            throw new ShopIsCopy(new Phrase($refusal));
        }
    }
}
