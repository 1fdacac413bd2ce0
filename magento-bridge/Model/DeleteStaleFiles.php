<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model;

use CouponPools\Bridge\Api\ClockInterface;
use Magento\Framework\App\Filesystem\DirectoryList;
use Magento\Framework\Exception\LocalizedException;
use Magento\Framework\Filesystem;

/**
 * Deletes what is left under var/ of uploads that nobody went on with, and of downloads that were broken off: Magento
 * deletes a file only after it has sent all of it.
 */
class DeleteStaleFiles
{
    private const FOLDERS = ['coupon_pools/upload', 'coupon_pools/download'];
    private const STALE_SECONDS = 86400;

    /**
     * Wires the parts.
     *
     * @param Filesystem $filesystem
     * @param ClockInterface $clock
     */
    public function __construct(
        private readonly Filesystem $filesystem,
        private readonly ClockInterface $clock
    ) {
    }

    /**
     * Deletes what has not changed for a day.
     *
     * @throws LocalizedException
     */
    public function execute(): void
    {
        $directory = $this->filesystem->getDirectoryWrite(DirectoryList::VAR_DIR);
        $before = $this->clock->now() - self::STALE_SECONDS;
        foreach (self::FOLDERS as $folder) {
            foreach ($directory->isExist($folder) ? $directory->read($folder) : [] as $path) {
                if ((int)($directory->stat($path)['mtime'] ?? $before) < $before) {
                    $directory->delete($path);
                }
            }
        }
    }
}
