<?php

declare(strict_types=1);

namespace Magento\Framework\App\Request;

/**
 * Stands in for Magento's.
 */
interface DataPersistorInterface
{
    /**
     * @param string $key
     * @param mixed $data
     * @return void
     */
    public function set($key, $data);

    /**
     * @param string $key
     * @return mixed
     */
    public function get($key);

    /**
     * @param string $key
     * @return void
     */
    public function clear($key);
}
