<?php

declare(strict_types=1);

namespace Magento\Framework\Filesystem\File;

/**
 * Stands in for Magento's, as far as it is used.
 */
interface WriteInterface
{
    /**
     * @param string $data
     * @return int
     */
    public function write($data);

    /**
     * @return bool
     */
    public function flush();

    /**
     * @param int $lockMode
     * @return bool
     */
    public function lock($lockMode = LOCK_EX);

    /**
     * @return bool
     */
    public function unlock();

    /**
     * @param int $offset
     * @param int $whence
     * @return int
     */
    public function seek($offset, $whence = SEEK_SET);

    /**
     * @return int
     */
    public function tell();

    /**
     * @return bool
     */
    public function close();
}
