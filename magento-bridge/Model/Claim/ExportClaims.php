<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Claim;

use CouponPools\Bridge\Model\Admin\FetchFile;
use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;
use Magento\Framework\Exception\LocalizedException;

/**
 * Who got which code, of one pool or of all, between two days.
 */
class ExportClaims
{
    /**
     * Wires the parts.
     *
     * @param Config $config
     * @param PathId $pathId
     * @param FetchFile $fetchFile
     */
    public function __construct(
        private readonly Config $config,
        private readonly PathId $pathId,
        private readonly FetchFile $fetchFile
    ) {
    }

    /**
     * Fetches the file.
     *
     * @param mixed $pool the pool's id; empty: all pools
     * @param mixed $from the first day, such as `2026-11-24`; empty: since the first message
     * @param mixed $to the last day; empty: until now
     * @return string the path of the file below var/; whoever sends it deletes it
     * @throws ServiceUnavailable
     * @throws LocalizedException
     */
    public function execute(mixed $pool, mixed $from, mixed $to): string
    {
        if (!$this->config->isConnected()) {
            throw new LocalizedException(
                __('This shop is not connected to Coupon Pools yet. Connect it under Stores > Configuration.')
            );
        }
        $first = $this->day($from);
        $last = $this->day($to);
        if ($first !== null && $last !== null && $last < $first) {
            throw new LocalizedException(__('The last day is before the first.'));
        }
        $one = $this->pathId->execute($pool);
        if ($one === '' && $pool !== null && $pool !== '') {
            throw new LocalizedException(__('There is no such pool.'));
        }
        return $this->fetchFile->execute(
            '/claims/export',
            ['pool' => $one === '' ? null : $one, 'from' => $first, 'to' => $last]
        );
    }

    /**
     * A day as the browser sends it.
     *
     * @param mixed $day
     * @throws LocalizedException
     */
    private function day(mixed $day): ?string
    {
        if ($day === null || $day === '') {
            return null;
        }
        if (!is_string($day) || preg_match('/^(\d{4})-(\d\d)-(\d\d)$/D', $day, $parts) !== 1) {
            throw new LocalizedException(__('Enter days such as %1.', '2026-11-24'));
        }
        if (!checkdate((int)$parts[2], (int)$parts[3], (int)$parts[1])) {
            throw new LocalizedException(__('There is no such day: %1.', $day));
        }
        return $day;
    }
}
