<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Coupon;

/**
 * Somebody else created one of the codes between two statements: the transaction is to be made again.
 */
class CodesMoved extends \RuntimeException
{
}
