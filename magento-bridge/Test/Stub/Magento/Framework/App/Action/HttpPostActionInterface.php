<?php

declare(strict_types=1);

namespace Magento\Framework\App\Action;

/**
 * Stands in for Magento's.
 */
interface HttpPostActionInterface
{
}
