<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Model\Pool\ListChoices;
use CouponPools\Bridge\ViewModel\PoolPage;
use CouponPools\Bridge\ViewModel\Redemptions;
use Magento\Framework\Currency;
use Magento\Framework\Locale\CurrencyInterface;

/**
 * What the page of a pool says of its redemptions.
 */
class RedemptionsTest extends AdminTestCase
{
    /**
     * @param array<string,mixed> $told
     */
    private function redemptions(array $told): Redemptions
    {
        $this->service->answers('GET ' . self::BASE . '/pools/pool_1/redemptions', 200, $told);
        $currency = $this->createMock(CurrencyInterface::class);
        $currency->method('getCurrency')->willReturnCallback(function ($code): Currency {
            if ($code !== 'EUR') {
                throw new \InvalidArgumentException('No such currency.');
            }
            $euro = $this->createMock(Currency::class);
            $euro->method('toCurrency')->willReturnCallback(static fn ($value): string => $value . ' €');
            return $euro;
        });
        $page = new PoolPage(
            $this->request(['id' => 'pool_1']),
            $this->pathId(),
            $this->askService(),
            $this->everythingAllowed(),
            new ListChoices($this->translateSentence())
        );
        return new Redemptions($page, $this->askService(), $currency);
    }

    public function testFiguresAreShownAndADashWhereThereIsNone(): void
    {
        $texts = fn (array $told): array => array_column(
            $this->redemptions($told)->figures($this->words()),
            'text'
        );
        self::assertSame(
            ['1,200', '90', '7.5 %', '25 minutes'],
            $texts(['assigned' => 1200, 'redeemed' => 90, 'percentRedeemed' => 7.5, 'medianSeconds' => 1500])
        );
        self::assertSame('26.5 hours', $texts(['medianSeconds' => 95400])[3]);
        self::assertSame('3 days', $texts(['medianSeconds' => 259200])[3]);
        self::assertSame(
            ['0', '–', '–', '–'],
            $texts(['assigned' => 0, 'redeemed' => null, 'percentRedeemed' => null, 'medianSeconds' => null])
        );
    }

    public function testMoneyIsWrittenAsThisShopDoesItAndWhatIsNotKnownAsItIs(): void
    {
        $rows = $this->redemptions(['money' => [
            ['currency' => 'EUR', 'orders' => 90, 'revenue' => '7200.5000', 'discount' => '720.0000'],
            ['currency' => 'XXY', 'orders' => 1, 'revenue' => '1234.5000', 'discount' => null],
            ['currency' => null, 'orders' => 1, 'revenue' => '1.0000', 'discount' => 'none'],
        ]])->money($this->words());

        self::assertSame([
            ['currency' => 'EUR', 'orders' => '90', 'revenue' => '7200.5 €', 'discount' => '720 €'],
            ['currency' => 'XXY', 'orders' => '1', 'revenue' => '1,234.50', 'discount' => '–'],
            ['currency' => 'Not told', 'orders' => '1', 'revenue' => '1.00', 'discount' => '–'],
        ], $rows);
    }

    public function testWithoutOrdersThereIsASentenceInPlaceOfATable(): void
    {
        $html = $this->render('pool/redemptions.phtml', [
            'view_model' => $this->redemptions(['assigned' => 1, 'money' => []]),
            'words' => $this->words(),
        ]);
        self::assertStringContainsString('No order has used a code of this pool yet.', $html);
        self::assertStringNotContainsString('<table', $html);
    }
}
