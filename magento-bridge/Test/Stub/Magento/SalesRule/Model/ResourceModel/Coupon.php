<?php

declare(strict_types=1);

namespace Magento\SalesRule\Model\ResourceModel;

/**
 * Stands for Magento's class.
 */
class Coupon
{
}
