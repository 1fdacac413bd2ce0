<?php

declare(strict_types=1);

namespace Magento\Framework\App\Request;

use Magento\Framework\App\RequestInterface;

/**
 * Stands in for Magento's.
 */
class Http implements RequestInterface
{
    /**
     * @inheritDoc
     */
    public function getParam($key, $defaultValue = null)
    {
        return $defaultValue;
    }

    /**
     * @param string|null $name
     * @param mixed $default
     * @return mixed
     */
    public function getFiles($name = null, $default = null)
    {
        return $default;
    }
}
