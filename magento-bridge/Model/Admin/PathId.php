<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Admin;

/**
 * Ids of the service, as they come in with a request of the browser.
 */
class PathId
{
    private const FORM = '/^[A-Za-z0-9_-]{1,100}$/D';

    /**
     * An id that is safe in a path of the service and as the name of a file; empty where it is none.
     *
     * @param mixed $value
     * @return string
     */
    public function execute(mixed $value): string
    {
        return is_string($value) && preg_match(self::FORM, $value) === 1 ? $value : '';
    }
}
