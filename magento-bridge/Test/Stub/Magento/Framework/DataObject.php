<?php

declare(strict_types=1);

namespace Magento\Framework;

/**
 * Holds data under names, with `getSomeName()` and `setSomeName()`.
 */
class DataObject
{
    /**
     * @param array<string,mixed> $data
     */
    public function __construct(protected array $data = [])
    {
    }

    public function getData($key = '', $index = null)
    {
        return $key === '' ? $this->data : ($this->data[$key] ?? null);
    }

    public function setData($key, $value = null)
    {
        if (is_array($key)) {
            $this->data = $key;
        } else {
            $this->data[$key] = $value;
        }
        return $this;
    }

    public function __call($method, $args)
    {
        $key = strtolower(trim((string)preg_replace('/([A-Z])/', '_$1', substr($method, 3)), '_'));
        return match (substr($method, 0, 3)) {
            'get' => $this->getData($key),
            'set' => $this->setData($key, $args[0] ?? null),
            'has' => isset($this->data[$key]),
            default => throw new \BadMethodCallException($method),
        };
    }
}
