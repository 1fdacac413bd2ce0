<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use Magento\Framework\Filesystem;
use Magento\Framework\Filesystem\Directory\WriteInterface;

/**
 * A folder var/ in which there is nothing: the pretend shop has no admin pages, which put files there.
 */
class PretendFilesystem extends Filesystem implements WriteInterface
{
    /**
     * Needs none of what Magento's own needs.
     */
    public function __construct()
    {
    }

    public function getDirectoryWrite($directoryCode, $driverCode = 'file')
    {
        return $this;
    }

    public function create($path = null)
    {
        return true;
    }

    public function delete($path = null)
    {
        return true;
    }

    public function openFile($path, $mode = 'w')
    {
        throw new \LogicException('Nothing is written to ' . $path);
    }

    public function readFile($path, $flag = null, $context = null)
    {
        throw new \LogicException('There is no ' . $path);
    }

    public function read($path = null)
    {
        return [];
    }

    public function isExist($path = null)
    {
        return false;
    }

    public function stat($path)
    {
        throw new \LogicException('There is no ' . $path);
    }
}
