<?php

declare(strict_types=1);

namespace Magento\Backend\Block\Template;

/**
 * Stands in for Magento's.
 */
class Context
{
}
