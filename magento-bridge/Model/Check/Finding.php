<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Check;

use Magento\Framework\Phrase;

/**
 * Puts what a check found into one form.
 */
class Finding
{
    /**
     * All is well.
     *
     * @param Phrase $label
     * @param Phrase|string $detail
     * @return array{label:string,ok:bool,detail:string,advice:string}
     */
    public function good(Phrase $label, Phrase|string $detail): array
    {
        return ['label' => (string)$label, 'ok' => true, 'detail' => (string)$detail, 'advice' => ''];
    }

    /**
     * Something is to be done.
     *
     * @param Phrase $label
     * @param Phrase|string $detail
     * @param Phrase $advice
     * @return array{label:string,ok:bool,detail:string,advice:string}
     */
    public function bad(Phrase $label, Phrase|string $detail, Phrase $advice): array
    {
        return ['label' => (string)$label, 'ok' => false, 'detail' => (string)$detail, 'advice' => (string)$advice];
    }
}
