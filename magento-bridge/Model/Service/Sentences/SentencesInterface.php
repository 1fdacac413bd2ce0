<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service\Sentences;

use Magento\Framework\Phrase;

/**
 * Sentences that the service says and an admin sees, as the service has them, with `%1` for what changes.
 */
interface SentencesInterface
{
    /**
     * The sentences. Of two that fit, the first is taken.
     *
     * @return list<Phrase>
     */
    public function all(): array;
}
