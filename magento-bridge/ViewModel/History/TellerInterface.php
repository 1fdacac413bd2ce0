<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel\History;

use Magento\Framework\Phrase;

/**
 * Knows the words for some of the things that the history tells.
 */
interface TellerInterface
{
    /**
     * The sentence for what happened; null where this one has no words for it.
     *
     * @param string $verb as the service names it
     * @param Detail $detail
     * @return Phrase|null
     */
    public function sentence(string $verb, Detail $detail): ?Phrase;
}
