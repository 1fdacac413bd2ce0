<?php

declare(strict_types=1);

namespace Magento\Backend\Block\Template;

use Magento\Framework\UrlInterface;

/**
 * Stands in for Magento's: what a block of a test needs.
 */
class Context
{
    /**
     * @param UrlInterface $urlBuilder
     * @param string $templates the folder of the module's templates
     */
    public function __construct(
        public readonly UrlInterface $urlBuilder,
        public readonly string $templates
    ) {
    }
}
