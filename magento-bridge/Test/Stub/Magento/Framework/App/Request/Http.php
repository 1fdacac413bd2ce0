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
     * @param array<string, mixed> $parameters
     * @param array<string, mixed> $files
     */
    public function __construct(private readonly array $parameters = [], private readonly array $files = [])
    {
    }

    /**
     * @inheritDoc
     */
    public function getParam($key, $defaultValue = null)
    {
        return $this->parameters[$key] ?? $defaultValue;
    }

    /**
     * @param string|null $name
     * @param mixed $default
     * @return mixed
     */
    public function getFiles($name = null, $default = null)
    {
        return $this->files[$name] ?? $default;
    }
}
