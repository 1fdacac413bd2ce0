<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\ViewModel\HistoryPage;

/**
 * Who did what in the account.
 */
class HistoryPageTest extends AdminTestCase
{
    /**
     * @param array<string,mixed> $parameters
     */
    private function page(array $parameters = []): HistoryPage
    {
        return new HistoryPage($this->request($parameters), $this->pathId(), $this->askService());
    }

    private function entries(int $count): void
    {
        $this->service->answers('GET ' . self::BASE . '/history', 200, ['entries' => array_map(
            static fn (int $n): array => ['id' => 'hist_' . $n, 'at' => '2026-11-23T09:00:00Z', 'actor' => 'system',
                'verb' => 'pool.created', 'text' => 'Pool created', 'pool' => ['id' => 'pool_1', 'name' => 'Mine']],
            range(1, $count)
        )]);
    }

    public function testAPageTellsWhetherThereIsAnOlderOne(): void
    {
        $this->entries(50);
        self::assertCount(50, $this->page()->entries());
        self::assertSame([], $this->page()->older());

        $this->entries(51);
        self::assertCount(50, $this->page()->entries());
        self::assertSame(['before' => 'hist_50', 'who' => 'people'], $this->page(['who' => 'people'])->older());
        self::assertFalse($this->page()->isOlder());
        self::assertTrue($this->page(['before' => 'hist_50'])->isOlder());
    }

    public function testOnlyWhatCanBeChosenIsAskedFor(): void
    {
        $this->entries(1);
        $this->page(['who' => 'nobody', 'about' => 'pools', 'before' => '../account'])->entries();
        $this->page(['who' => ['people'], 'about' => '', 'before' => 'hist_7'])->entries();

        self::assertSame(['limit' => 51, 'before' => null, 'about' => 'pools'], $this->service->calls[0]['query']);
        self::assertSame(['limit' => 51, 'before' => 'hist_7'], $this->service->calls[1]['query']);
    }

    public function testAnEntryLeadsToItsPoolAndTheServiceIsNoPerson(): void
    {
        $this->entries(1);
        $html = $this->render('history/index.phtml', [
            'view_model' => $this->page(),
            'words' => $this->words(),
            'history_words' => $this->historyWords(),
        ]);

        self::assertMatchesRegularExpression('~coupon_pools/pool/view\?id=pool_1">\s*Mine\s*</a>~', $html);
        self::assertMatchesRegularExpression('~The service itself\s*</td>~', $html);
        self::assertStringContainsString('Pool created', $html);
    }
}
