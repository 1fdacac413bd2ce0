<?php

declare(strict_types=1);

namespace Magento\Framework\Filesystem\Driver;

/**
 * Stands in for Magento's.
 */
class File
{
    /**
     * @param string $path
     * @return string
     */
    public function fileGetContents($path)
    {
        return (string)file_get_contents($path);
    }
}
