<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Coupon;

/**
 * Whether Magento's coupon column can hold a code as it is.
 */
class CodeForm
{
    /** Magento runs without strict mode: a longer code would be cut, not refused. */
    private const MOST_CHARACTERS = 255;

    /**
     * Not empty, not too long, and of characters that the column's three bytes can hold.
     *
     * @param mixed $code
     */
    public function fits($code): bool
    {
        return is_string($code)
            && trim($code) !== ''
            && mb_check_encoding($code, 'UTF-8')
            && mb_strlen($code, 'UTF-8') <= self::MOST_CHARACTERS
            && preg_match('/[\x{10000}-\x{10FFFF}\x{0}-\x{1F}]/u', $code) === 0;
    }
}
