<?php

declare(strict_types=1);

namespace Magento\Framework\Filesystem\Directory;

/**
 * Stands in for Magento's, as far as it is used.
 */
interface WriteInterface
{
    /**
     * @param string|null $path
     * @return bool
     */
    public function create($path = null);

    /**
     * @param string|null $path
     * @return bool
     */
    public function delete($path = null);

    /**
     * @param string $path
     * @param string $mode
     * @return \Magento\Framework\Filesystem\File\WriteInterface
     */
    public function openFile($path, $mode = 'w');

    /**
     * @param string $path
     * @param string|null $flag
     * @param resource|null $context
     * @return string
     */
    public function readFile($path, $flag = null, $context = null);

    /**
     * @param string|null $path
     * @return string[]
     */
    public function read($path = null);

    /**
     * @param string|null $path
     * @return bool
     */
    public function isExist($path = null);

    /**
     * @param string $path
     * @return array<string, mixed>
     */
    public function stat($path);
}
