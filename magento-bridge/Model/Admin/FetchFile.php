<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Admin;

use CouponPools\Bridge\Api\ServiceClientInterface;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;
use Magento\Framework\App\Filesystem\DirectoryList;
use Magento\Framework\Exception\LocalizedException;
use Magento\Framework\Filesystem;

/**
 * Brings a CSV of the service into a file under var/, piece by piece, so that a long one needs no memory.
 */
class FetchFile
{
    private const BASE = '/api/bridge/v1';
    private const FILE = 'coupon_pools/download/%s.csv';
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
     * Fetches the file.
     *
     * @param string $path below the bridge's address, such as `/claims/export`; ids in it come from PathId
     * @param array<string,string|null> $query nulls are left out
     * @return string the path of the file below var/; whoever sends it deletes it
     * @throws ServiceUnavailable
     * @throws LocalizedException
     */
    public function execute(string $path, array $query = []): string
    {
        $stream = $this->client->download(self::BASE . $path, $query);
        $directory = $this->filesystem->getDirectoryWrite(DirectoryList::VAR_DIR);
        $name = sprintf(self::FILE, bin2hex(random_bytes(16)));
        $file = $directory->openFile($name, 'w');
        try {
            while (!$stream->eof()) {
                $file->write($stream->read(self::PIECE_BYTES));
            }
        } catch (\RuntimeException $exception) {
            $directory->delete($name);
            throw new ServiceUnavailable(__('The list broke off. Try again.'), $exception);
        } finally {
            $file->close();
            $stream->close();
        }
        return $name;
    }
}
