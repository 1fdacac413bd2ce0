<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Etc;

use CouponPools\Bridge\Model\Admin\FormatNumber;
use CouponPools\Bridge\Model\Check\RunChecks;
use CouponPools\Bridge\Model\Exchange\ExchangeState;
use CouponPools\Bridge\Model\Service\Sentences\OfShop;
use CouponPools\Bridge\Model\Service\TranslateSentence;
use CouponPools\Bridge\Test\Stub\PretendLanguage;
use CouponPools\Bridge\Test\Unit\ShopTestCase;
use CouponPools\Bridge\Ui\Listing\PoolStatuses;
use CouponPools\Bridge\Ui\Listing\PoolTypes;
use CouponPools\Bridge\ViewModel\Words;
use Magento\Framework\Locale\ResolverInterface;
use Magento\Framework\Phrase;
use Magento\Framework\Stdlib\DateTime\TimezoneInterface;

/**
 * An admin whose language is German meets no English, wherever a sentence comes from.
 */
class GermanAdminTest extends ShopTestCase
{
    /** Written into a rule, and said of a download while it is made: neither comes back. */
    private const SAID_ONCE = ['Created by Coupon Pools %1', 'The file cannot be read: %1'];

    protected function tearDown(): void
    {
        Phrase::setRenderer(new PretendLanguage());
    }

    public function testWhatCronSaidInEnglishStandsInGermanInTheSelfTest(): void
    {
        $said = (string)__('%1 has a fault (status %2).', 'https://pools.example.com', 502);
        $this->shop->get(ExchangeState::class)->failed($said);
        Phrase::setRenderer(new PretendLanguage('de_DE'));

        $found = array_column($this->shop->get(RunChecks::class)->execute(), 'detail', 'label');

        self::assertSame('https://pools.example.com hat eine Störung (Status 502).', $found['Letzter Austausch']);
    }

    public function testASentenceWithinASentenceIsGermanToo(): void
    {
        Phrase::setRenderer(new PretendLanguage('de_DE'));
        $translate = $this->shop->get(TranslateSentence::class);

        self::assertSame(
            'Der Shop hat es 8-mal versucht und konnte es nicht: der Prozess endete vor der Anweisung',
            $translate->execute('The shop tried 8 times and could not: the process ended before the instruction did')
        );
        self::assertSame(
            'Keine der Zeilen enthält einen Code, der benutzt werden kann. Zeile 2: „soon: 5“ ist kein lesbares Datum. '
            . 'Daten werden als Tag, Monat, Jahr gelesen (31.12.2026).',
            $translate->execute(
                'None of the rows holds a code that can be used. Row 2: “soon: 5” is not a date that can be read. '
                . 'Dates are read as day, month, year (31.12.2026).'
            )
        );
        // What curl or the database said stays.
        self::assertSame(
            'https://a.example antwortet nicht: cURL error 7: refused',
            $translate->execute('https://a.example does not answer: cURL error 7: refused')
        );
    }

    public function testNumbersAreWrittenAsInGerman(): void
    {
        $locale = $this->createMock(ResolverInterface::class);
        $locale->method('getLocale')->willReturn('de_DE');
        $words = new Words(
            $this->createMock(TimezoneInterface::class),
            new PoolTypes(),
            new PoolStatuses(),
            new FormatNumber($locale),
            $this->shop->get(TranslateSentence::class)
        );

        self::assertSame('1,5 MB', $words->bytes(1_470_000));
        self::assertSame('12.345', $words->count(12345));
    }

    /**
     * What is kept in a table, or told to the service and shown with a pool, is read in another language than cron's.
     */
    public function testWhateverCronSaysCanBeSaidAgain(): void
    {
        $known = array_map(static fn (Phrase $phrase): string => $phrase->getText(), (new OfShop())->all());
        $said = (new ModuleTexts())->in([
            'Model/Instruction', 'Model/Offer', 'Model/Inbox',
            'Model/Service/ServiceClient.php', 'Model/Service/SignRequest.php',
        ]);
        $left = array_diff($said, $known, self::SAID_ONCE, ['This shop is not connected to Coupon Pools.']);
        self::assertSame([], array_values($left));
    }
}
