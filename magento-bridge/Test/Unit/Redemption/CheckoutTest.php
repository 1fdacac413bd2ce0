<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Redemption;

use CouponPools\Bridge\Model\CleanUp;
use CouponPools\Bridge\Model\Inbox\InboxTable;
use CouponPools\Bridge\Model\Instant;
use CouponPools\Bridge\Model\Outbox\OutboxTable;
use CouponPools\Bridge\Model\Redemption\OrderTable;
use CouponPools\Bridge\Model\Redemption\PatchLevel;
use CouponPools\Bridge\Model\Redemption\RecordOrder;
use CouponPools\Bridge\Model\Redemption\ReleaseUse;
use CouponPools\Bridge\Model\Redemption\SweepOrders;
use CouponPools\Bridge\Model\Redemption\UseTable;
use CouponPools\Bridge\Test\Stub\PretendStore;
use CouponPools\Bridge\Test\Unit\ShopTestCase;
use Magento\Framework\Exception\LocalizedException;
use Magento\Framework\Exception\NoSuchEntityException;
use Magento\Framework\FlagManager;

class CheckoutTest extends ShopTestCase
{
    /** @var int */
    private int $rule;

    protected function setUp(): void
    {
        parent::setUp();
        $this->rule = $this->shop->createRule();
        $this->instruct('codes.insert', ['rule' => $this->rule, 'codes' => ['ONE', 'TWO']], 'ins_0');
    }

    public function testAnOrderIsToldOnceAsTheBuyerTypedIt(): void
    {
        $order = $this->shop->checkout->place('one', ['total' => 72.5, 'discount' => 8.05]);
        $this->sync();
        $redeemed = $this->service->events['redeemed-' . $order->getEntityId()];
        self::assertSame('redeemed', $redeemed['kind']);
        self::assertSame('one', $redeemed['data']['code']);
        self::assertSame('72.50', $redeemed['data']['total']);
        self::assertSame('8.05', $redeemed['data']['discount']);
        self::assertSame(gmdate('Y-m-d\TH:i:s\Z', self::NOW), $redeemed['data']['at']);
    }

    public function testAnOrderWithoutACodeIsNobodysBusiness(): void
    {
        $this->shop->checkout->place('');
        self::assertSame([], $this->rows("SELECT * FROM coupon_pools_outbox WHERE kind = 'redeemed'"));
    }

    public function testACancelledOrderIsReversedAndItsCodeFree(): void
    {
        $order = $this->shop->checkout->place('ONE');
        $this->shop->checkout->cancel((int)$order->getEntityId());
        $this->sync();
        self::assertArrayHasKey('reversed-' . $order->getEntityId(), $this->service->events);
        $this->shop->checkout->place('ONE');
        $this->sync();
        self::assertCount(3, $this->service->events);
    }

    public function testASecondOrderIsRefusedWhileTheQueueStands(): void
    {
        $this->shop->checkout->place('ONE');
        try {
            $this->shop->checkout->place('one');
            self::fail('The code was used twice.');
        } catch (NoSuchEntityException $refused) {
            self::assertSame("The coupon code isn't valid. Verify the code and try again.", $refused->getMessage());
        }
        self::assertCount(1, $this->rows('SELECT * FROM sales_order'));
    }

    /**
     * @return array<string,array{0:string}>
     */
    public static function failures(): array
    {
        return ['while the order is placed' => ['fail'], 'before it is' => ['failBefore']];
    }

    /**
     * @dataProvider failures
     */
    public function testAFailedSubmitGivesTheUseBack(string $when): void
    {
        try {
            $this->shop->checkout->place('ONE', [$when => true]);
            self::fail('It did not fail.');
        } catch (LocalizedException) {
            self::assertSame([], $this->rows('SELECT * FROM coupon_pools_use'));
        }
        $this->shop->checkout->place('ONE');
        self::assertCount(1, $this->rows('SELECT * FROM sales_order'));
    }

    public function testAUseWhoseProcessWasKilledIsFreeAfterAWhile(): void
    {
        $coupon = $this->rows("SELECT coupon_id FROM salesrule_coupon WHERE code = 'ONE'")[0]['coupon_id'];
        $this->shop->adapter->insert('coupon_pools_use', [
            'coupon_id' => $coupon, 'quote_id' => 5, 'order_number' => '000000005', 'token' => 'dead',
            'taken_at' => gmdate('Y-m-d H:i:s', self::NOW),
        ]);
        try {
            $this->shop->checkout->place('ONE');
            self::fail('Somebody may still be placing that order.');
        } catch (NoSuchEntityException) {
            $this->clock->shift(901);
        }
        $this->shop->checkout->place('ONE');
        self::assertCount(1, $this->rows('SELECT * FROM sales_order'));
    }

    public function testOnlyOurSingleUseCodesAreGuarded(): void
    {
        $this->shop->createCoupon($this->rule, 'THEIRS');
        $this->shop->checkout->place('THEIRS');
        $this->shop->checkout->place('THEIRS');
        $many = $this->shop->createRule(['uses_per_coupon' => 0]);
        $this->instruct('codes.insert', ['rule' => $many, 'codes' => ['MANY']]);
        $this->shop->checkout->place('MANY');
        $this->shop->checkout->place('MANY');
        self::assertSame([], $this->rows('SELECT * FROM coupon_pools_use'));
    }

    /**
     * @return array<string,array{0:string}>
     */
    public static function patchLevels(): array
    {
        return ['one that counts too late' => ['2.4.6'], 'one that counts at once' => ['2.4.6-p11']];
    }

    /**
     * @dataProvider patchLevels
     */
    public function testACheckoutWithSeveralAddressesIsOneUse(string $version): void
    {
        $this->shop->store->version = $version;
        self::assertCount(2, $this->shop->checkout->placeToAddresses('ONE', 2, 7));
        $again = [
            fn () => $this->shop->checkout->placeToAddresses('one', 2, 8),
            fn () => $this->shop->checkout->place('ONE'),
        ];
        foreach ($again as $order) {
            try {
                $order();
                self::fail('The code was used again.');
            } catch (NoSuchEntityException) {
                self::assertCount(2, $this->rows('SELECT * FROM sales_order'));
            }
        }
    }

    /**
     * @dataProvider patchLevels
     */
    public function testTheUseOfSeveralOrdersIsGivenBackWithTheLastOfThem(string $version): void
    {
        $this->shop->store->version = $version;
        [$first, $second] = $this->shop->checkout->placeToAddresses('ONE', 2, 7);
        $this->shop->checkout->cancel((int)$first->getEntityId());
        $this->clock->shift(90000);
        $this->shop->get(SweepOrders::class)->execute();
        self::assertCount(1, $this->rows('SELECT * FROM coupon_pools_use'));
        $this->shop->checkout->cancel((int)$second->getEntityId());
        self::assertSame([], $this->rows('SELECT * FROM coupon_pools_use'));
        $this->shop->checkout->place('ONE');
    }

    public function testAnEditOfAnOrderTakesItsUseOverAndGivesItBackWhenItFails(): void
    {
        $old = $this->shop->checkout->place('ONE');
        $number = (string)$old->getIncrementId();
        try {
            $this->shop->checkout->place('ONE', ['edits' => $number, 'fail' => true]);
            self::fail('It did not fail.');
        } catch (LocalizedException) {
            self::assertSame([$number], array_column($this->rows('SELECT * FROM coupon_pools_use'), 'order_number'));
        }
        $new = $this->shop->checkout->place('ONE', ['edits' => $number]);
        $this->shop->checkout->cancel((int)$old->getEntityId());
        self::assertSame(
            [(string)$new->getIncrementId()],
            array_column($this->rows('SELECT * FROM coupon_pools_use'), 'order_number')
        );
        $this->expectException(NoSuchEntityException::class);
        $this->shop->checkout->place('ONE', ['edits' => '999']);
    }

    /**
     * @return array<string,array{0:string,1:bool}>
     */
    public static function versions(): array
    {
        $needed = [
            '2.4.4' => true, '2.4.4-p11' => true, '2.4.4-p12' => false, '2.4.5-p10' => true, '2.4.5-p11' => false,
            '2.4.6' => true, '2.4.6-p8' => true, '2.4.6-p9' => false, '2.4.6-p11' => false, '2.4.7-p3' => true,
            '2.4.7-p4' => false, '2.4.8' => false, '2.4.8-p1' => false, '2.4.3' => true, '2.5.0' => false,
            'UNKNOWN' => true,
        ];
        $cases = [];
        foreach ($needed as $version => $isNeeded) {
            $cases[$version] = [$version, $isNeeded];
        }
        return $cases;
    }

    /**
     * @dataProvider versions
     */
    public function testThePatchLevelDecides(string $version, bool $isNeeded): void
    {
        self::assertSame($isNeeded, (new PatchLevel(new PretendStore($version)))->needsGuard());
    }

    public function testTheSweepGivesBackWhatWasCancelledUnseenAndLooksAtNoUseTwice(): void
    {
        $order = $this->shop->checkout->place('ONE');
        $this->shop->checkout->place('TWO');
        $sweep = $this->shop->get(SweepOrders::class);
        $this->clock->shift(2 * 86400);
        $sweep->execute();
        self::assertCount(2, $this->rows('SELECT * FROM coupon_pools_use'));

        $orders = $this->createMock(OrderTable::class);
        $orders->method('changed')->willReturn([]);
        $orders->expects(self::never())->method('stands');
        $this->clock->shift(3 * 86400);
        (new SweepOrders(
            $orders,
            $this->shop->get(UseTable::class),
            $this->shop->get(RecordOrder::class),
            $this->shop->get(ReleaseUse::class),
            $this->shop->get(FlagManager::class),
            $this->clock,
            new Instant()
        ))->execute();

        $this->clock->shift(4 * 86400);
        $this->shop->adapter->update(
            'sales_order',
            ['state' => 'canceled', 'updated_at' => gmdate('Y-m-d H:i:s', $this->clock->now())],
            ['entity_id = ?' => (int)$order->getEntityId()]
        );
        $sweep->execute();
        self::assertCount(1, $this->rows('SELECT * FROM coupon_pools_use'));
        $this->shop->checkout->place('ONE');
    }

    public function testTheSweepFindsWhatNobodyToldUs(): void
    {
        $quiet = $this->shop->checkout->place('ONE', ['quiet' => true]);
        $this->shop->checkout->place('TWO');
        $sweep = $this->shop->get(SweepOrders::class);
        self::assertSame(1, $sweep->execute());
        self::assertSame(0, $sweep->execute());
        $this->sync();
        self::assertArrayHasKey('redeemed-' . $quiet->getEntityId(), $this->service->events);
        self::assertSame(
            gmdate('Y-m-d\TH:i:s\Z', self::NOW),
            end($this->service->received)['health']['lastSweepAt']
        );
    }

    public function testACodePastItsDateIsNoLongerValid(): void
    {
        $this->instruct('codes.expire', ['expiries' => [
            ['code' => 'ONE', 'expiresAt' => gmdate('Y-m-d\TH:i:s\Z', self::NOW + 60)],
        ]]);
        self::assertSame('ONE', $this->shop->checkout->apply('one')['code']);
        $this->clock->shift(60);
        self::assertSame('TWO', $this->shop->checkout->apply('TWO')['code']);
        $this->expectException(NoSuchEntityException::class);
        $this->shop->checkout->apply('one ');
    }

    public function testMessagesAreForgottenOnceNobodyAsksForThemAgainAndThoseThatWaitAreNot(): void
    {
        $outbox = $this->shop->get(OutboxTable::class);
        foreach (['sent', 'dead', 'waiting'] as $key) {
            $outbox->add($key, 'odd', []);
        }
        $outbox->accepted(['sent']);
        $outbox->refused('dead', 'No.');
        $inbox = $this->shop->get(InboxTable::class);
        $inbox->receive('ins_dead', 'rules.report', []);
        $inbox->broke((int)$inbox->next()['entry_id'], 8, 'Oh.');
        $inbox->told(['ins_dead']);
        $left = fn (): array => array_map(
            fn (string $table): array => array_column($this->rows('SELECT * FROM ' . $table), 'status'),
            ['coupon_pools_outbox', 'coupon_pools_inbox']
        );
        $cleanUp = $this->shop->get(CleanUp::class);
        $before = $left();
        $this->clock->shift(29 * 86400);
        $cleanUp->execute();
        self::assertSame($before, $left());
        $this->clock->shift(31 * 86400);
        $cleanUp->execute();
        self::assertSame([$before[0], []], $left());
        $this->clock->shift(91 * 86400);
        $cleanUp->execute();
        self::assertSame(['new'], array_values(array_unique($left()[0])));
    }

    public function testCodesAreDeletedAWeekAfterTheirDate(): void
    {
        $this->instruct('codes.expire', ['expiries' => [
            ['code' => 'ONE', 'expiresAt' => gmdate('Y-m-d\TH:i:s\Z', self::NOW)],
        ]]);
        $cleanUp = $this->shop->get(CleanUp::class);
        $this->clock->shift(6 * 86400);
        self::assertSame(0, $cleanUp->execute());
        $this->clock->shift(7 * 86400 + 1);
        self::assertSame(1, $cleanUp->execute());
        self::assertSame(['TWO'], array_column($this->rows('SELECT code FROM salesrule_coupon'), 'code'));
    }
}
