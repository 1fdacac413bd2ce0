<?php

declare(strict_types=1);

namespace Magento\Framework\App;

/**
 * Stands in for Magento's.
 */
interface ResponseInterface
{
}
