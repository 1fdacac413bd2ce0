<?php

declare(strict_types=1);

namespace Magento\Framework;

use Magento\Framework\Filesystem\Directory\WriteInterface;

/**
 * Stands in for Magento's.
 */
class Filesystem
{
    /**
     * @param string $directoryCode
     * @param string $driverCode
     * @return WriteInterface
     */
    public function getDirectoryWrite($directoryCode, $driverCode = 'file')
    {
        throw new \LogicException('There is no ' . $directoryCode);
    }
}
