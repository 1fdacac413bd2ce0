<?php

declare(strict_types=1);

namespace Magento\Framework\Locale;

/**
 * The part of Magento's interface that the module uses.
 */
interface ResolverInterface
{
    public function getLocale();
}
