<?php

declare(strict_types=1);

namespace Magento\Framework\Controller\Result;

use Magento\Framework\Controller\ResultInterface;

/**
 * Stands in for Magento's.
 */
class Redirect implements ResultInterface
{
    /** @var string */
    public string $path = '';

    /** @var array<string,mixed> */
    public array $params = [];

    /**
     * @param string $path
     * @param array<string,mixed> $params
     * @return $this
     */
    public function setPath($path, array $params = [])
    {
        $this->path = (string)$path;
        $this->params = $params;
        return $this;
    }
}
