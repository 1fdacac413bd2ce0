<?php

declare(strict_types=1);

namespace Magento\Framework\View\Element\Block;

/**
 * Stands in for Magento's.
 */
interface ArgumentInterface
{
}
