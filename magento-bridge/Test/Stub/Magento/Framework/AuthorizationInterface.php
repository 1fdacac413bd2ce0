<?php

declare(strict_types=1);

namespace Magento\Framework;

/**
 * Stands in for Magento's.
 */
interface AuthorizationInterface
{
    /**
     * @param string $resource
     * @param string|null $privilege
     * @return bool
     */
    public function isAllowed($resource, $privilege = null);
}
