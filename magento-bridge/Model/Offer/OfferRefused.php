<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Offer;

use Magento\Framework\Exception\LocalizedException;

/**
 * Magento has no cart price rule for this offer. The message says what it is that it cannot express.
 */
class OfferRefused extends LocalizedException
{
}
