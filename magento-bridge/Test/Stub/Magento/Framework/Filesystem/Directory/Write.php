<?php

declare(strict_types=1);

namespace Magento\Framework\Filesystem\Directory;

use Magento\Framework\Exception\FileSystemException;
use Magento\Framework\Filesystem\File\Write as FileWrite;
use Magento\Framework\Phrase;

/**
 * Stands in for Magento's: paths are below its root, and never above it.
 */
class Write implements WriteInterface
{
    /**
     * @param string $root
     */
    public function __construct(private readonly string $root)
    {
    }

    /**
     * @inheritDoc
     */
    public function create($path = null)
    {
        return is_dir($this->path($path)) || mkdir($this->path($path), 0777, true);
    }

    /**
     * @inheritDoc
     */
    public function delete($path = null)
    {
        return !is_file($this->path($path)) || unlink($this->path($path));
    }

    /**
     * @inheritDoc
     */
    public function openFile($path, $mode = 'w')
    {
        $this->create(dirname($path));
        return new FileWrite($this->path($path), $mode);
    }

    /**
     * @inheritDoc
     */
    public function readFile($path, $flag = null, $context = null)
    {
        return (string)file_get_contents($this->path($path));
    }

    /**
     * @inheritDoc
     */
    public function read($path = null)
    {
        $names = array_diff(scandir($this->path($path)) ?: [], ['.', '..']);
        return array_values(array_map(static fn (string $name): string => $path . '/' . $name, $names));
    }

    /**
     * @inheritDoc
     */
    public function isExist($path = null)
    {
        return file_exists($this->path($path));
    }

    /**
     * @inheritDoc
     */
    public function stat($path)
    {
        clearstatcache();
        return stat($this->path($path)) ?: [];
    }

    private function path(?string $path): string
    {
        if (str_contains((string)$path, '..')) {
            throw new FileSystemException(new Phrase('Path "%1" is outside.', [$path]));
        }
        return rtrim($this->root . '/' . $path, '/');
    }
}
