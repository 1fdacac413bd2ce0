<?php

declare(strict_types=1);

namespace Magento\Framework\App;

/**
 * What stands in app/etc/env.php, by path; another constructor.
 */
class DeploymentConfig
{
    /**
     * @param array<string,mixed> $data
     */
    public function __construct(public array $data = [])
    {
    }

    public function get($key = null, $defaultValue = null)
    {
        return $this->data[$key] ?? $defaultValue;
    }
}
