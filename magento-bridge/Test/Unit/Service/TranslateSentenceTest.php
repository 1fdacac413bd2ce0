<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Service;

use CouponPools\Bridge\Model\Service\Sentences\SentencesInterface;
use CouponPools\Bridge\Model\Service\TranslateSentence;
use CouponPools\Bridge\Test\Stub\Container;
use Magento\Framework\Phrase;
use PHPUnit\Framework\TestCase;

/**
 * What the service says can be said in the language of the admin.
 */
class TranslateSentenceTest extends TestCase
{
    /**
     * All tests see the same classes, those of the stand-ins, also in the middle of Magento's own unit tests.
     */
    public static function setUpBeforeClass(): void
    {
        require_once dirname(__DIR__, 2) . '/bootstrap.php';
    }

    public function testASentenceIsFoundByItsWordsAndKeepsWhatChangesInIt(): void
    {
        $translate = (new Container([]))->get(TranslateSentence::class);
        $sentences = [
            'Give the pool a name',
            'Enter at most 8',
            'Enter at most 100 percent',
            'A code would have 40 characters. Use at most 32.',
            '“a,b” is no SKU that a rule can name: at most 64 characters, without commas and semicolons.',
            'Something new that nobody knows.',
            "Row 3 is longer than 1 million characters. Put each code on a line of its own; if the row begins with a "
                . 'quotation mark, check that it is closed.',
            '',
        ];
        foreach ($sentences as $sentence) {
            self::assertSame($sentence, $translate->execute($sentence));
        }
    }

    public function testTheFixedSentenceComesBeforeThePatternAndValuesStayAsTheyAre(): void
    {
        $sentences = new class () implements SentencesInterface {
            /**
             * @inheritDoc
             */
            public function all(): array
            {
                return [new Phrase('At most %1'), new Phrase('At most 100 percent'), new Phrase('%1 of (%2).')];
            }
        };
        $translate = new TranslateSentence([$sentences]);

        self::assertSame('At most 100 percent', $translate->execute('At most 100 percent'));
        self::assertSame("5 %1\n of (a/b).", $translate->execute("5 %1\n of (a/b)."));
        self::assertSame('x at most 5', $translate->execute('x at most 5'));
    }
}
