<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel\History;

use CouponPools\Bridge\Model\Service\TranslateSentence;
use CouponPools\Bridge\ViewModel\Words;
use Magento\Framework\Phrase;

/**
 * What happened to files, and to codes one by one.
 */
class OfCodes implements TellerInterface
{
    /**
     * Wires the parts.
     *
     * @param TranslateSentence $translateSentence
     * @param Words $words
     */
    public function __construct(
        private readonly TranslateSentence $translateSentence,
        private readonly Words $words
    ) {
    }

    /**
     * @inheritDoc
     */
    public function sentence(string $verb, Detail $detail): ?Phrase
    {
        $file = $detail->text('fileName');
        return match ($verb) {
            'upload.completed' => $detail->counted(
                'added',
                __('Upload %1: one code added', $file),
                __('Upload %1: %2 codes added', $file, $detail->number('added'))
            ),
            'upload.failed' => __(
                'Upload %1 failed: %2',
                $file,
                $this->translateSentence->execute($detail->text('error'))
            ),
            'upload.undone' => $detail->counted(
                'undone',
                __('Upload %1 undone: one code removed', $file),
                __('Upload %1 undone: %2 codes removed', $file, $detail->number('undone'))
            ),
            'creation.started' => $detail->counted(
                'codes',
                __('Creation of one code in the shop started, under %1', $detail->text('template')),
                __(
                    'Creation of %1 codes in the shop started, under %2',
                    $detail->number('codes'),
                    $detail->text('template')
                )
            ),
            'creation.finished' => __(
                'Codes created in the shop: %1. There already: %2. Refused: %3.',
                $detail->number('created'),
                $detail->number('already'),
                $detail->number('refused')
            ),
            'creation.cancelled' => __(
                'Creation of codes in the shop cancelled after %1',
                $detail->number('created')
            ),
            'creation.failed' => __(
                'Creation of codes in the shop stopped after %1: %2',
                $detail->number('created'),
                $this->words->reason($detail->text('trouble'))
            ),
            'code.voided' => $this->voided($detail->text('before')),
            'claim.another' => __(
                'Another code assigned to a contact of campaign %1',
                $detail->text('campaign')
            ),
            'claims.released' => $detail->counted(
                'released',
                __('One code given back as not sent'),
                __('%1 codes given back as not sent', $detail->number('released'))
            ),
            default => null,
        };
    }

    /**
     * A code was marked void; what it was before, in the service's words.
     *
     * @param string $before
     * @return Phrase
     */
    private function voided(string $before): Phrase
    {
        return match ($before) {
            'had not been assigned' => __('A code that had not been assigned was marked void'),
            'had been assigned' => __('A code that had been assigned was marked void'),
            'had been given back' => __('A code that had been given back was marked void'),
            default => __('A code was marked void'),
        };
    }
}
