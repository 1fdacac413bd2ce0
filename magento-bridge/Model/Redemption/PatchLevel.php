<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Redemption;

use Magento\Framework\App\ProductMetadataInterface;

/**
 * Whether this Magento accepts a single-use code twice: before a certain patch it counted a use by a queue, after the
 * order, so that two orders could both pass the check.
 */
class PatchLevel
{
    /** The first patch of each line that counts at once; before that line's first release none does. */
    private const FIXED = ['2.4.4' => 12, '2.4.5' => 11, '2.4.6' => 9, '2.4.7' => 4];

    /** From this release on all lines count at once. */
    private const FIXED_RELEASE = '2.4.8';

    /**
     * Wires the version.
     *
     * @param ProductMetadataInterface $productMetadata
     */
    public function __construct(private readonly ProductMetadataInterface $productMetadata)
    {
    }

    /**
     * A version that cannot be read is taken for an old one: the guard does no harm where it is not needed.
     */
    public function needsGuard(): bool
    {
        if (preg_match('/^(\d+\.\d+\.\d+)(?:-p(\d+))?/', $this->version(), $match) !== 1) {
            return true;
        }
        if (version_compare($match[1], self::FIXED_RELEASE, '>=')) {
            return false;
        }
        $fixed = self::FIXED[$match[1]] ?? null;
        return $fixed === null || (int)($match[2] ?? 0) < $fixed;
    }

    /**
     * As Magento says it, for example `2.4.6-p11`.
     */
    public function version(): string
    {
        return (string)$this->productMetadata->getVersion();
    }
}
