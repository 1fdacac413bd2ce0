<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Upload;

use CouponPools\Bridge\Model\Admin\FetchFile;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;
use Magento\Framework\Exception\LocalizedException;

/**
 * The rows of a file that were not added for one reason.
 */
class FetchRejects
{
    public const REASONS = ['invalid', 'duplicate_in_file', 'duplicate_in_pool', 'duplicate_in_account'];

    /**
     * Wires the parts.
     *
     * @param FetchFile $fetchFile
     */
    public function __construct(private readonly FetchFile $fetchFile)
    {
    }

    /**
     * Fetches the list.
     *
     * @param string $upload an id from PathId; empty: none
     * @param string $reason one of REASONS, or what the browser sent instead
     * @return string the path of the file below var/; whoever sends it deletes it
     * @throws ServiceUnavailable
     * @throws LocalizedException
     */
    public function execute(string $upload, string $reason): string
    {
        if ($upload === '' || !in_array($reason, self::REASONS, true)) {
            throw new LocalizedException(__('There is no such list.'));
        }
        return $this->fetchFile->execute('/uploads/' . $upload . '/rejects/' . $reason);
    }
}
