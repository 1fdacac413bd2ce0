<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service;

use Magento\Framework\Exception\LocalizedException;

/**
 * The service said no. The message is its sentence, for people.
 */
class ServiceRefused extends LocalizedException
{
}
