<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

use CouponPools\Bridge\Model\Admin\FetchFile;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;
use Magento\Framework\Exception\LocalizedException;

/**
 * The codes of a pool that could not be created in Magento, each with the reason.
 */
class FetchRefused
{
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
     * @param string $pool an id from PathId; empty: none
     * @return string the path of the file below var/; whoever sends it deletes it
     * @throws ServiceUnavailable
     * @throws LocalizedException
     */
    public function execute(string $pool): string
    {
        if ($pool === '') {
            throw new LocalizedException(__('There is no such pool.'));
        }
        return $this->fetchFile->execute('/pools/' . $pool . '/creation/refused');
    }
}
