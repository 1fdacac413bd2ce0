<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service;

/**
 * This shop is a copy of the one that is connected: it must not act with that shop's key.
 */
class ShopIsCopy extends ServiceUnavailable
{
}
