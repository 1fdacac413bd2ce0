<?php

declare(strict_types=1);

namespace Magento\Framework\Filesystem\File;

/**
 * Stands in for Magento's.
 */
class Write implements WriteInterface
{
    /** @var resource */
    private $file;

    /**
     * @param string $path
     * @param string $mode
     */
    public function __construct(string $path, string $mode)
    {
        $file = fopen($path, $mode);
        if ($file === false) {
            throw new \LogicException('Cannot open ' . $path);
        }
        $this->file = $file;
    }

    /**
     * @inheritDoc
     */
    public function write($data)
    {
        return (int)fwrite($this->file, $data);
    }

    /**
     * @inheritDoc
     */
    public function flush()
    {
        return fflush($this->file);
    }

    /**
     * @inheritDoc
     */
    public function lock($lockMode = LOCK_EX)
    {
        return flock($this->file, $lockMode);
    }

    /**
     * @inheritDoc
     */
    public function unlock()
    {
        return flock($this->file, LOCK_UN);
    }

    /**
     * @inheritDoc
     */
    public function seek($offset, $whence = SEEK_SET)
    {
        return fseek($this->file, $offset, $whence);
    }

    /**
     * @inheritDoc
     */
    public function tell()
    {
        return (int)ftell($this->file);
    }

    /**
     * @inheritDoc
     */
    public function close()
    {
        return fclose($this->file);
    }
}
