<?php

declare(strict_types=1);

namespace Magento\Framework\View\Element\UiComponent;

/**
 * Stands in for Magento's.
 */
interface ContextInterface
{
}
