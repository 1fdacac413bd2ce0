<?php

declare(strict_types=1);

namespace Magento\Framework\Api;

/**
 * Stands in for Magento's.
 */
class FilterBuilder
{
}
