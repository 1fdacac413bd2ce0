<?php

declare(strict_types=1);

namespace Magento\Framework;

use Magento\Framework\Filesystem\Directory\WriteInterface;

/**
 * Stands in for Magento's: one folder of the machine for each of Magento's.
 */
class Filesystem
{
    /**
     * @param string $root
     */
    public function __construct(private readonly string $root = '')
    {
    }

    /**
     * @param string $directoryCode
     * @param string $driverCode
     */
    public function getDirectoryWrite($directoryCode, $driverCode = 'file'): WriteInterface
    {
        return new Filesystem\Directory\Write($this->root . '/' . $directoryCode);
    }
}
