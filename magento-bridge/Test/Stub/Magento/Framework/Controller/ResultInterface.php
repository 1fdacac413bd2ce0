<?php

declare(strict_types=1);

namespace Magento\Framework\Controller;

/**
 * Stands in for Magento's.
 */
interface ResultInterface
{
}
