<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Upload;

/**
 * A piece of a part, as the browser cuts it: small enough for PHP's and the web server's own limits.
 */
class Slice
{
    /** Bytes; below the 1 MB that nginx takes unless told otherwise, and an eighth of the usual part. */
    public const BYTES = 655360;

    /**
     * Holds the piece.
     *
     * @param string $upload an id from PathId
     * @param int $part from 1 on
     * @param int $partBytes the length of the whole part
     * @param int $offset from the beginning of the part
     * @param string $bytes
     */
    public function __construct(
        public readonly string $upload,
        public readonly int $part,
        public readonly int $partBytes,
        public readonly int $offset,
        public readonly string $bytes
    ) {
    }
}
