<?php

declare(strict_types=1);

namespace Magento\Framework;

/**
 * Stands in for Magento's.
 */
interface UrlInterface
{
    /**
     * @param string|null $routePath
     * @param array<string, mixed>|null $routeParams
     * @return string
     */
    public function getUrl($routePath = null, $routeParams = null);
}
