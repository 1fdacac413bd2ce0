<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Place;

use CouponPools\Bridge\Model\Check\PlaceCheck;
use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Exchange\ExchangeState;
use CouponPools\Bridge\Model\Link\LinkShop;
use CouponPools\Bridge\Model\Link\MoveHere;
use CouponPools\Bridge\Model\Link\UnlinkShop;
use CouponPools\Bridge\Model\Place\DescribePlace;
use CouponPools\Bridge\Model\Place\PlaceState;
use CouponPools\Bridge\Model\Service\ServiceRefused;
use CouponPools\Bridge\Model\Service\ShopIsCopy;
use CouponPools\Bridge\Test\Stub\Schema;
use CouponPools\Bridge\Test\Unit\ShopTestCase;

/**
 * A production database on staging, with its key.
 */
class CopyTest extends ShopTestCase
{
    private const URL = 'web/secure/base_url';
    private const DATABASE = 'db/connection/default/dbname';
    private const REFUSAL = 'This database is a copy.';

    protected function setUp(): void
    {
        parent::setUp();
        $this->shop->configure([self::URL => 'https://shop.example.com/']);
        $this->sync();
    }

    private function copyToStaging(): void
    {
        $this->shop->configure([self::URL => 'https://staging.example.com/']);
        $this->shop->deployment->data[self::DATABASE] = 'staging';
    }

    private function copyOf(): string
    {
        return $this->shop->get(PlaceState::class)->copyOf();
    }

    public function testTheCursorComesBackWithTheNextExchangeAndALostAnswerBringsTheOneBefore(): void
    {
        $this->sync();
        self::assertSame('cur_1', end($this->service->received)['place']['cursor']);
        $this->service->answersToLose = 1;
        $this->sync();
        $this->sync();
        self::assertSame('cur_2', end($this->service->received)['place']['cursor']);
    }

    /**
     * Magento drops the tables of a module that is disabled when its setup is run.
     */
    public function testAShopThatHasLostTheModulesTablesSaysSoAndItsCodesBecomeOursAgain(): void
    {
        $rule = $this->shop->createRule();
        $this->instruct('codes.insert', ['rule' => $rule, 'codes' => ['A-1', 'A-2']]);
        $this->shop->createCoupon($rule, 'B-1');
        $this->shop->createCoupon($this->shop->createRule(), 'A-3');
        (new Schema())->loseTables($this->shop->adapter);

        $this->sync();
        self::assertNull(end($this->service->received)['place']['cursor']);

        // A code that another rule has is not ours, nor is one of which nothing was said.
        $codes = ['A-1', 'a-2', 'A-2', 'A-3'];
        $result = $this->instruct('codes.insert', ['rule' => $rule, 'codes' => $codes, 'again' => true], 'ins_2');
        self::assertSame(['a-2', 'A-3'], $result['data']['taken']);
        $this->instruct('codes.expire', ['expiries' => [
            ['code' => 'A-1', 'expiresAt' => gmdate('Y-m-d\TH:i:s\Z', self::NOW)],
        ]], 'ins_3');
        $ours = $this->rows('SELECT c.code, o.expires_at FROM coupon_pools_code o JOIN salesrule_coupon c'
            . ' ON c.coupon_id = o.coupon_id ORDER BY c.code');
        self::assertSame(['A-1', 'A-2'], array_column($ours, 'code'));
        self::assertSame([gmdate('Y-m-d H:i:s', self::NOW), null], array_column($ours, 'expires_at'));
    }

    public function testHttpsWwwAndTheSlashAtTheEndDoNotMakeAnotherAddress(): void
    {
        $place = $this->shop->get(DescribePlace::class);
        foreach (['http://www.Shop.example.com', 'https://shop.example.com:443/', 'https://shop.example.com'] as $url) {
            $this->shop->configure([self::URL => $url]);
            self::assertSame('shop.example.com', $place->address(), $url);
        }
        $this->shop->configure([self::URL => 'http://localhost:8080/Shop/']);
        self::assertSame('localhost:8080/shop', $place->address());
    }

    public function testANewDomainAloneOrANewDatabaseAloneIsNoCopy(): void
    {
        $this->shop->configure([self::URL => 'https://neu.example.com/']);
        self::assertSame('', $this->copyOf());
        $this->shop->configure([self::URL => 'https://shop.example.com/']);
        $this->shop->deployment->data[self::DATABASE] = 'other';
        self::assertSame('', $this->copyOf());
    }

    public function testACopyIsKnownBeforeItsFirstExchange(): void
    {
        $this->copyToStaging();
        self::assertStringContainsString('shop.example.com', $this->copyOf());
        self::assertFalse($this->shop->get(PlaceCheck::class)->execute()[0]['ok']);
    }

    public function testACopyDoesNothingThatItBroughtAlongAndSaysNothing(): void
    {
        $rule = $this->shop->createRule();
        $this->shop->createCoupon($rule, 'B-1');
        $this->shop->adapter->insert('coupon_pools_inbox', [
            'instruction_id' => 'ins_1', 'kind' => 'codes.insert', 'status' => 'received', 'attempts' => 0,
            'data' => json_encode(['rule' => $rule, 'codes' => ['A-1']]), 'created_at' => '2026-11-23 09:00:00',
        ]);
        $this->shop->checkout->place('B-1', []);
        $this->copyToStaging();
        $this->service->refuseCopy = self::REFUSAL;
        $run = $this->sync();
        self::assertSame(1, $run->exchanges);
        self::assertStringStartsWith(self::REFUSAL . ' Say under', $run->problem);
        $said = end($this->service->received);
        self::assertSame([[], [], null], [$said['results'], $said['events'], $said['rules']]);
        self::assertSame([], $this->rows("SELECT * FROM salesrule_coupon WHERE code = 'A-1'"));
        self::assertSame(self::REFUSAL, $this->copyOf());
    }

    public function testTheServiceMayFindACopyThatNothingHereShows(): void
    {
        $this->service->refuseCopy = self::REFUSAL;
        $this->sync();
        self::assertSame(self::REFUSAL, $this->copyOf());
        $this->service->refuseCopy = null;
        $this->sync();
        self::assertSame('', $this->copyOf());
    }

    public function testACopyThatDisconnectsLeavesTheShopConnectedAndBecomesAnotherInstallation(): void
    {
        $config = $this->shop->get(Config::class);
        $installation = $config->installationId();
        $this->copyToStaging();
        self::assertTrue($this->shop->get(UnlinkShop::class)->execute());
        self::assertNotContains('/api/bridge/v1/disconnect', $this->service->paths);
        self::assertFalse($config->isConnected());
        self::assertSame('', $this->copyOf());
        self::assertSame([], $this->rows('SELECT * FROM coupon_pools_outbox'));
        self::assertSame([], $this->rows('SELECT * FROM coupon_pools_inbox'));
        self::assertNull($this->shop->get(ExchangeState::class)->read()['doneAt']);
        $this->shop->get(LinkShop::class)->execute('CPL-2');
        self::assertNotSame($installation, $config->installationId());
    }

    public function testTheSelfTestOfACopyThatWasFreedSaysNoMoreThatItIsOne(): void
    {
        $this->copyToStaging();
        $state = $this->shop->get(ExchangeState::class);
        $state->ticked();
        $state->failed(self::REFUSAL);
        $this->shop->get(UnlinkShop::class)->execute();
        self::assertSame('', $state->read()['error']);
        self::assertNotNull($state->read()['tickAt']);
    }

    public function testACopyDoesNotTakeTheStoreAwayByALinkCode(): void
    {
        $this->copyToStaging();
        $this->expectException(ShopIsCopy::class);
        $this->shop->get(LinkShop::class)->execute('CPL-2');
    }

    public function testAShopThatMovedGoesOnOnceAPersonSaysSo(): void
    {
        $this->copyToStaging();
        $this->service->refuseCopy = self::REFUSAL;
        $this->sync();
        $this->shop->get(MoveHere::class)->execute();
        self::assertSame('https://staging.example.com/', $this->service->moves[0]['shop']['baseUrl']);
        self::assertSame('', $this->copyOf());
        self::assertSame('', $this->sync()->problem);
        self::assertSame('cur_2', end($this->service->received)['place']['cursor']);
    }

    public function testAShopThatMovedAndCannotReadItsSecretAnyMoreMayConnectAgain(): void
    {
        $installation = $this->shop->get(Config::class)->installationId();
        $this->copyToStaging();
        $this->service->isKeyRefused = true;
        try {
            $this->shop->get(MoveHere::class)->execute();
            self::fail('The key is no longer good.');
        } catch (ServiceRefused $refused) {
            self::assertStringContainsString('link code', $refused->getMessage());
        }
        $this->shop->get(LinkShop::class)->execute('CPL-2');
        self::assertSame($installation, $this->shop->get(Config::class)->installationId());
    }
}
