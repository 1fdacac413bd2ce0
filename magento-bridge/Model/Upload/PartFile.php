<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Upload;

use Magento\Framework\App\Filesystem\DirectoryList;
use Magento\Framework\Exception\LocalizedException;
use Magento\Framework\Filesystem;
use Magento\Framework\Filesystem\Directory\WriteInterface;

/**
 * Parts of files on their way from the browser to the service, under var/. Where several web nodes share no var/,
 * the browser notices that a node has fewer bytes and sends the part again from there.
 */
class PartFile
{
    private const FOLDER = 'coupon_pools/upload';

    /** @var WriteInterface|null */
    private ?WriteInterface $directory = null;

    /**
     * Wires the parts.
     *
     * @param Filesystem $filesystem
     */
    public function __construct(private readonly Filesystem $filesystem)
    {
    }

    /**
     * Adds bytes at their place, unless they are there already.
     *
     * @param string $upload an id from PathId
     * @param int $part
     * @param int $offset from the beginning of the part
     * @param string $bytes
     * @return int how many bytes of the part there are now
     * @throws LocalizedException
     */
    public function add(string $upload, int $part, int $offset, string $bytes): int
    {
        $file = $this->directory()->openFile($this->path($upload, $part), 'c+');
        $file->lock();
        try {
            $file->seek(0, SEEK_END);
            $there = (int)$file->tell();
            if ($there === $offset) {
                $file->write($bytes);
                $file->flush();
                $there += strlen($bytes);
            }
            return $there;
        } finally {
            $file->unlock();
            $file->close();
        }
    }

    /**
     * All bytes of a part.
     *
     * @param string $upload
     * @param int $part
     * @return string
     * @throws LocalizedException
     */
    public function read(string $upload, int $part): string
    {
        return $this->directory()->readFile($this->path($upload, $part));
    }

    /**
     * Forgets a part.
     *
     * @param string $upload
     * @param int $part
     * @throws LocalizedException
     */
    public function delete(string $upload, int $part): void
    {
        $this->directory()->delete($this->path($upload, $part));
    }

    /**
     * Where a part lies below var/.
     *
     * @param string $upload
     * @param int $part
     */
    private function path(string $upload, int $part): string
    {
        return sprintf('%s/%s.%d.part', self::FOLDER, $upload, $part);
    }

    /**
     * The folder var/.
     */
    private function directory(): WriteInterface
    {
        if ($this->directory === null) {
            $directory = $this->filesystem->getDirectoryWrite(DirectoryList::VAR_DIR);
            $directory->create(self::FOLDER);
            $this->directory = $directory;
        }
        return $this->directory;
    }
}
