<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Queue\ListDead;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * The messages between shop and service that were given up.
 */
class Messages implements ArgumentInterface
{
    /**
     * Wires the page.
     *
     * @param ListDead $listDead
     */
    public function __construct(private readonly ListDead $listDead)
    {
    }

    /**
     * What was given up, the newest first.
     *
     * @return array<int, array{queue: string, entry: int, name: string, kind: string, attempts: int, error: string,
     *     at: string}>
     */
    public function dead(): array
    {
        return $this->listDead->execute();
    }
}
