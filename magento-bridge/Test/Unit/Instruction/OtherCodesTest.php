<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Instruction;

use CouponPools\Bridge\Plugin\TellDeletedCoupon;
use CouponPools\Bridge\Test\Unit\ShopTestCase;
use Magento\SalesRule\Model\Coupon;
use Magento\SalesRule\Model\ResourceModel\Coupon as CouponResource;

class OtherCodesTest extends ShopTestCase
{
    /** @var int */
    private int $rule;

    protected function setUp(): void
    {
        parent::setUp();
        $this->rule = $this->shop->createRule();
        $this->shop->createCoupon($this->rule, 'THEIRS');
        $this->instruct('codes.insert', ['rule' => $this->rule, 'codes' => ['A-1', 'A-2', '777']], 'ins_0');
    }

    public function testACodeOfOursThatAPersonDeletesIsToldAndNoOther(): void
    {
        $plugin = $this->shop->get(TellDeletedCoupon::class);
        foreach (['A-1', 'THEIRS', 'NOWHERE', ''] as $code) {
            $plugin->beforeDelete(new CouponResource(), new Coupon(['code' => $code]));
        }
        $this->instruct('codes.delete', ['codes' => ['A-2']], 'ins_gone');
        $told = array_filter(
            $this->service->events,
            static fn (array $event): bool => $event['kind'] === 'code.deleted'
        );
        self::assertSame(['A-1'], array_column(array_column($told, 'data'), 'code'));
    }

    public function testOnlyOursAreDeletedAndThoseAlreadyGoneCount(): void
    {
        $result = $this->instruct('codes.delete', ['codes' => ['A-1', 'GONE', 'THEIRS', '777']]);
        self::assertSame(['deleted' => 3], $result['data']);
        self::assertSame(
            ['A-2', 'THEIRS'],
            array_column($this->rows('SELECT code FROM salesrule_coupon ORDER BY code'), 'code')
        );
        self::assertCount(1, $this->rows('SELECT * FROM coupon_pools_code'));
    }

    public function testTheLastDateToldCounts(): void
    {
        $result = $this->instruct('codes.expire', ['expiries' => [
            ['code' => 'A-1', 'expiresAt' => '2026-12-01T00:00:00Z'],
            ['code' => 'A-1', 'expiresAt' => '2026-12-24T23:59:59Z'],
            ['code' => '777', 'expiresAt' => '2026-12-24T23:59:59.500Z'],
            ['code' => 'THEIRS', 'expiresAt' => '2026-12-24T23:59:59Z'],
            ['code' => 'GONE', 'expiresAt' => '2026-12-24T23:59:59Z'],
        ]]);
        self::assertSame(['applied' => 3, 'missing' => ['THEIRS', 'GONE']], $result['data']);
        self::assertSame(
            ['2026-12-24 23:59:59'],
            array_values(array_unique(array_column(
                $this->rows('SELECT expires_at FROM coupon_pools_code WHERE expires_at IS NOT NULL'),
                'expires_at'
            )))
        );
    }

    public function testFindingTellsWhoseACodeIs(): void
    {
        $result = $this->instruct('codes.find', ['codes' => ['A-1', 'theirs', 'GONE']]);
        self::assertEqualsCanonicalizing([
            ['code' => 'A-1', 'rule' => $this->rule, 'ours' => true, 'status' => 'active', 'usedUp' => false],
            ['code' => 'THEIRS', 'rule' => $this->rule, 'ours' => false, 'status' => 'active', 'usedUp' => false],
        ], $result['data']['found']);
    }

    public function testFindingTellsWhenACodeIsUsedUp(): void
    {
        $this->shop->createCoupon($this->rule, 'SPENT', ['usage_limit' => 2, 'times_used' => 2]);
        $this->shop->createCoupon($this->rule, 'ENDLESS', ['usage_limit' => null, 'times_used' => 9]);
        $found = $this->instruct('codes.find', ['codes' => ['SPENT', 'ENDLESS', 'A-1']])['data']['found'];
        $usedUp = array_column($found, 'usedUp', 'code');
        self::assertEquals(['SPENT' => true, 'ENDLESS' => false, 'A-1' => false], $usedUp);
    }

    public function testAnInstructionOfALaterVersionIsAResult(): void
    {
        $result = $this->instruct('codes.polish', []);
        self::assertSame('kind_unknown', $result['data']['reason']);
    }
}
