<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service;

use Magento\Framework\Exception\LocalizedException;

/**
 * The service gave no answer, or one that is not to be relied on. Whether it did what it was asked is not known.
 */
class ServiceUnavailable extends LocalizedException
{
}
