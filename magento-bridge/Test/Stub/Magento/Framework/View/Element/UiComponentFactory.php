<?php

declare(strict_types=1);

namespace Magento\Framework\View\Element;

/**
 * Stands in for Magento's.
 */
class UiComponentFactory
{
}
