<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Exchange;

use CouponPools\Bridge\Model\Exchange\ExchangeState;
use CouponPools\Bridge\Model\Exchange\RunExchange;
use CouponPools\Bridge\Model\Inbox\InboxTable;
use CouponPools\Bridge\Model\Link\UnlinkShop;
use CouponPools\Bridge\Model\Outbox\OutboxTable;
use CouponPools\Bridge\Test\Unit\ShopTestCase;
use Magento\Framework\Lock\LockManagerInterface;

class RunExchangeTest extends ShopTestCase
{
    /**
     * @return array<string,array{0:int}>
     */
    public static function proxies(): array
    {
        return ['an https port that was called by http' => [400], 'a limit of a proxy' => [413], 'a firewall' => [403]];
    }

    /**
     * @dataProvider proxies
     */
    public function testWhatSomebodyElseRefusesIsNotGivenUp(int $status): void
    {
        $rule = $this->shop->createRule();
        $this->service->instruct('ins_1', 'codes.insert', ['rule' => $rule, 'codes' => ['A-1', 'A-2']]);
        $this->sync();
        $this->shop->checkout->place('A-1');
        $this->shop->checkout->place('A-2');
        $this->service->proxyStatus = $status;
        $before = count($this->service->received);
        $this->sync();
        self::assertLessThan(5, count($this->service->received) - $before);
        self::assertSame([], $this->rows("SELECT * FROM coupon_pools_outbox WHERE status = 'dead'"));
        $this->service->proxyStatus = null;
        $this->clock->shift(60);
        $this->sync();
        self::assertCount(2, array_filter(
            $this->service->events,
            static fn (array $event): bool => $event['kind'] === 'redeemed'
        ));
    }

    public function testGoesOnUntilThereIsNoMore(): void
    {
        $rule = $this->shop->createRule();
        for ($n = 1; $n <= 30; $n++) {
            $this->service->instruct('ins_' . $n, 'codes.insert', ['rule' => $rule, 'codes' => ['C-' . $n]]);
        }
        $run = $this->sync();
        self::assertSame(30, $run->instructions);
        self::assertCount(30, $this->service->results);
        self::assertSame(0, $this->clock->slept);
    }

    public function testATickRepeatsTheExchangeEveryFiveSecondsUntilFiftyHavePassed(): void
    {
        $this->sync();
        $this->service->received = [];
        $this->shop->get(RunExchange::class)->execute(50);
        self::assertCount(10, $this->service->received);
        self::assertSame(45, $this->clock->slept);
    }

    public function testOnlyOneProcessExchanges(): void
    {
        $this->shop->get(LockManagerInterface::class)->lock('coupon_pools_exchange', 0);
        $run = $this->sync();
        self::assertSame(0, $run->exchanges);
        self::assertNotSame('', $run->problem);
    }

    public function testAShopThatIsNotConnectedSaysNothing(): void
    {
        $this->shop->get(UnlinkShop::class)->execute();
        $this->service->received = [];
        self::assertSame(0, $this->sync()->exchanges);
        self::assertSame([], $this->service->received);
    }

    public function testALostAnswerCostsNothingAndDoublesNothing(): void
    {
        $rule = $this->shop->createRule();
        $this->shop->createCoupon($rule, 'X');
        $this->sync();
        $this->shop->checkout->place('X');
        $this->service->instruct('ins_1', 'codes.insert', ['rule' => $rule, 'codes' => ['C-1']]);
        for ($lost = 1; $lost <= 3; $lost++) {
            $this->service->answersToLose = 1;
            self::assertNotSame('', $this->sync()->problem);
        }
        self::assertSame('', $this->sync()->problem);
        self::assertSame(1, $this->service->results['ins_1']['data']['created']);
        self::assertCount(1, $this->service->events);
        self::assertSame(0, $this->shop->get(OutboxTable::class)->count([OutboxTable::NEW, OutboxTable::RETRY]));
    }

    public function testARepeatedInstructionGetsTheStoredResult(): void
    {
        $rule = $this->shop->createRule();
        $data = ['rule' => $rule, 'codes' => ['C-1']];
        $first = $this->instruct('codes.insert', $data);
        $this->shop->adapter->exec('DELETE FROM salesrule_coupon');
        $this->service->results = [];
        self::assertSame($first, $this->instruct('codes.insert', $data));
        self::assertSame([], $this->rows('SELECT * FROM salesrule_coupon'));
    }

    public function testARefusedEventIsDeadAndTheOthersGoOn(): void
    {
        $outbox = $this->shop->get(OutboxTable::class);
        $outbox->add('e-1', 'odd', []);
        $outbox->add('e-2', 'redeemed', ['code' => 'X']);
        $this->service->refusedKinds = ['odd'];
        $this->sync();
        self::assertSame(['e-2'], array_keys($this->service->events));
        $dead = $this->rows("SELECT * FROM coupon_pools_outbox WHERE status = 'dead'");
        self::assertSame('Nobody wants this.', $dead[0]['last_error']);
        self::assertTrue($outbox->revive((int)$dead[0]['entry_id']));
        $this->service->refusedKinds = [];
        $this->sync();
        self::assertArrayHasKey('e-1', $this->service->events);
    }

    public function testAnEventThatIsPassedOverIsSentAgainLater(): void
    {
        $this->shop->get(OutboxTable::class)->add('e-1', 'odd', []);
        $this->service->ignoredKinds = ['odd'];
        $this->sync();
        $this->service->ignoredKinds = [];
        $this->sync();
        self::assertSame([], $this->service->events);
        $this->clock->shift(31);
        $this->sync();
        self::assertArrayHasKey('e-1', $this->service->events);
    }

    public function testOneBadEventDoesNotBlockTheOthers(): void
    {
        $outbox = $this->shop->get(OutboxTable::class);
        foreach (['e-1', 'e-2', 'e-3'] as $key) {
            $outbox->add($key, 'redeemed', ['code' => $key]);
        }
        $this->service->poison = ['e-2'];
        $this->shop->get(RunExchange::class)->execute(50);
        self::assertSame(['e-1', 'e-3'], array_keys($this->service->events));
        self::assertSame(1, $outbox->count([OutboxTable::DEAD]));
    }

    public function testAResultThatWasNotTakenIsToldAgainOnTheWordOfAPersonAndNothingIsDoneAnew(): void
    {
        $rule = $this->shop->createRule();
        $this->service->poison = ['ins_1', 'ins_2'];
        $this->service->instruct('ins_1', 'codes.insert', ['rule' => $rule, 'codes' => ['C-1']]);
        $this->service->instruct('ins_2', 'codes.insert', ['rule' => 999, 'codes' => ['C-2']]);
        $this->shop->get(RunExchange::class)->execute(50);
        self::assertSame([], $this->service->results);

        $this->service->poison = [];
        $inbox = $this->shop->get(InboxTable::class);
        foreach ($this->rows("SELECT entry_id FROM coupon_pools_inbox WHERE status = 'dead'") as $dead) {
            self::assertTrue($inbox->revive((int)$dead['entry_id']));
            self::assertFalse($inbox->revive((int)$dead['entry_id']));
        }
        $this->service->instructions = [];
        $this->sync();

        self::assertSame('done', $this->service->results['ins_1']['outcome']);
        self::assertSame(1, $this->service->results['ins_1']['data']['created']);
        self::assertSame('failed', $this->service->results['ins_2']['outcome']);
        self::assertSame(0, $inbox->count(InboxTable::DEAD));
    }

    public function testWhereNothingIsTakenNothingIsGivenUp(): void
    {
        $outbox = $this->shop->get(OutboxTable::class);
        foreach (['e-1', 'e-2', 'e-3'] as $key) {
            $outbox->add($key, 'redeemed', ['code' => $key]);
        }
        $this->service->isShopRefused = true;
        for ($tick = 0; $tick < 3; $tick++) {
            $run = $this->shop->get(RunExchange::class)->execute(50);
            self::assertSame('The shop is not valid.', $run->problem);
            self::assertLessThan(10, $run->exchanges);
        }
        self::assertSame(0, $outbox->count([OutboxTable::DEAD]));

        $this->service->isShopRefused = false;
        $this->service->poison = ['e-2'];
        $this->shop->get(RunExchange::class)->execute(50);
        self::assertSame(['e-1', 'e-3'], array_keys($this->service->events));
        self::assertSame(1, $outbox->count([OutboxTable::DEAD]));
    }

    public function testEventsKeepTheirOrderAndGoInPages(): void
    {
        $outbox = $this->shop->get(OutboxTable::class);
        for ($n = 1; $n <= 1100; $n++) {
            $outbox->add('e-' . $n, 'redeemed', ['code' => 'C']);
        }
        $this->sync();
        self::assertSame(array_map(static fn (int $n): string => 'e-' . $n, range(1, 1100)), array_keys(
            $this->service->events
        ));
    }

    public function testAnInstructionThatKeepsBreakingIsDeadAndTheServiceIsTold(): void
    {
        $rule = $this->shop->createRule();
        $this->shop->adapter->exec('ALTER TABLE coupon_pools_code RENAME TO gone');
        $this->service->instruct('ins_1', 'codes.insert', ['rule' => $rule, 'codes' => ['C-1']]);
        for ($try = 1; $try <= 8; $try++) {
            $this->sync();
            $this->clock->shift($try * 1000);
        }
        $this->sync();
        self::assertSame('failed', $this->service->results['ins_1']['outcome']);
        self::assertSame('broken', $this->service->results['ins_1']['data']['reason']);
        self::assertSame(1, $this->shop->get(InboxTable::class)->count(InboxTable::DEAD));
        self::assertSame([], $this->rows('SELECT * FROM salesrule_coupon'));
    }

    public function testEveryExchangeSaysHowTheShopFares(): void
    {
        $this->sync();
        $body = end($this->service->received);
        self::assertSame('2.4.6', $body['shop']['magentoVersion']);
        self::assertSame('https://shop.example.com/', $body['shop']['baseUrl']);
        self::assertSame('needed', $body['health']['doubleUseGuard']);
        self::assertSame(0, $body['health']['outboxDead']);
    }

    public function testAFaultIsKeptForTheSelfTest(): void
    {
        $this->service->callsToFail = 100;
        $this->sync();
        $state = $this->shop->get(ExchangeState::class)->read();
        self::assertSame('The service does not answer.', $state['error']);
        $this->service->callsToFail = 0;
        $this->sync();
        self::assertSame('', $this->shop->get(ExchangeState::class)->read()['error']);
    }
}
