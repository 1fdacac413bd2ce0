<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model;

/**
 * The module's version, told with every exchange. A release by tag carries no version in composer.json.
 */
class ModuleVersion
{
    public const NUMBER = '1.0.0';
}
