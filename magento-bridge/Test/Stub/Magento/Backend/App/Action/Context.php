<?php

declare(strict_types=1);

namespace Magento\Backend\App\Action;

/**
 * Stands in for Magento's.
 */
class Context
{
}
