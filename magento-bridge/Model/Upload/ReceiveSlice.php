<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Upload;

use CouponPools\Bridge\Model\Admin\Reply;
use Magento\Framework\Exception\LocalizedException;

/**
 * Gathers the slices of a part and hands the part on once it is whole. Slices may be repeated and parts may be sent
 * again: nothing is added twice.
 */
class ReceiveSlice
{
    /** Bytes. A part is 5 MiB; a service that asks for much more is not ours. */
    private const MOST_PART_BYTES = 16777216;
    private const MOST_PARTS = 10000;

    /**
     * Wires the parts.
     *
     * @param PartFile $partFile
     * @param SendPart $sendPart
     */
    public function __construct(
        private readonly PartFile $partFile,
        private readonly SendPart $sendPart
    ) {
    }

    /**
     * Takes a slice.
     *
     * @param Slice $slice
     * @return Reply with `received`, the bytes of the part that are here, and `done`, whether the service has the part
     */
    public function execute(Slice $slice): Reply
    {
        if (!$this->isSound($slice)) {
            return new Reply(
                400,
                [],
                (string)__('This part of the file is not as it should be. Choose the file again.')
            );
        }
        try {
            $received = $this->partFile->add($slice->upload, $slice->part, $slice->offset, $slice->bytes);
            if ($received > $slice->partBytes) {
                $this->partFile->delete($slice->upload, $slice->part);
                return new Reply(200, ['received' => 0, 'done' => false]);
            }
            if ($received < $slice->partBytes) {
                return new Reply(200, ['received' => $received, 'done' => false]);
            }
            $sent = $this->sendPart->execute(
                $slice->upload,
                $slice->part,
                $this->partFile->read($slice->upload, $slice->part)
            );
            if (!$sent->isOk()) {
                return $sent;
            }
            $this->partFile->delete($slice->upload, $slice->part);
            return new Reply(200, ['received' => $received, 'done' => true]);
        } catch (LocalizedException $exception) {
            return new Reply(
                0,
                [],
                (string)__('The folder var/coupon_pools cannot be written: %1', $exception->getMessage())
            );
        }
    }

    /**
     * Whether it can be a slice of a file.
     *
     * @param Slice $slice
     */
    private function isSound(Slice $slice): bool
    {
        return $slice->upload !== ''
            && $slice->part >= 1 && $slice->part <= self::MOST_PARTS
            && $slice->partBytes >= 1 && $slice->partBytes <= self::MOST_PART_BYTES
            && $slice->offset >= 0
            && $slice->bytes !== ''
            && $slice->offset + strlen($slice->bytes) <= $slice->partBytes;
    }
}
