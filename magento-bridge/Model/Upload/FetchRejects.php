<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Upload;

use CouponPools\Bridge\Api\ServiceClientInterface;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;
use Magento\Framework\App\Filesystem\DirectoryList;
use Magento\Framework\Exception\LocalizedException;
use Magento\Framework\Filesystem;

/**
 * Brings the list of rows that were not added into a file under var/, piece by piece, so that a long list needs no
 * memory.
 */
class FetchRejects
{
    public const REASONS = ['invalid', 'duplicate_in_file', 'duplicate_in_pool', 'duplicate_in_account'];

    private const PATH = '/api/bridge/v1/uploads/%s/rejects/%s';
    private const FILE = 'coupon_pools/rejects/%s.csv';
    private const PIECE_BYTES = 65536;

    /**
     * Wires the parts.
     *
     * @param ServiceClientInterface $client
     * @param Filesystem $filesystem
     */
    public function __construct(
        private readonly ServiceClientInterface $client,
        private readonly Filesystem $filesystem
    ) {
    }

    /**
     * Fetches the list.
     *
     * @param string $upload an id from PathId
     * @param string $reason one of REASONS
     * @return string the path of the file below var/; whoever sends it deletes it
     * @throws ServiceUnavailable
     * @throws LocalizedException
     */
    public function execute(string $upload, string $reason): string
    {
        $stream = $this->client->download(sprintf(self::PATH, $upload, $reason));
        $directory = $this->filesystem->getDirectoryWrite(DirectoryList::VAR_DIR);
        $path = sprintf(self::FILE, bin2hex(random_bytes(16)));
        $file = $directory->openFile($path, 'w');
        try {
            while (!$stream->eof()) {
                $file->write($stream->read(self::PIECE_BYTES));
            }
        } catch (\RuntimeException $exception) {
            $directory->delete($path);
            throw new ServiceUnavailable(__('The list broke off. Try again.'), $exception);
        } finally {
            $file->close();
            $stream->close();
        }
        return $path;
    }
}
