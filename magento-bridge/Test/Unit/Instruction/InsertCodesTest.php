<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Instruction;

use CouponPools\Bridge\Test\Unit\ShopTestCase;

class InsertCodesTest extends ShopTestCase
{
    public function testCodesGoInAsMagentosGeneratorWouldHavePutThem(): void
    {
        $rule = $this->shop->createRule(['uses_per_coupon' => 3, 'uses_per_customer' => 1]);
        $result = $this->instruct('codes.insert', ['rule' => $rule, 'codes' => ['A-1', 'A-2']]);
        self::assertSame('done', $result['outcome']);
        self::assertSame(['created' => 2, 'taken' => [], 'invalid' => []], $result['data']);
        $coupon = $this->rows("SELECT * FROM salesrule_coupon WHERE code = 'A-1'")[0];
        self::assertEquals(1, $coupon['type']);
        self::assertEquals(3, $coupon['usage_limit']);
        self::assertEquals(1, $coupon['usage_per_customer']);
        self::assertNull($coupon['is_primary']);
        self::assertSame(gmdate('Y-m-d H:i:s', self::NOW), $coupon['created_at']);
        self::assertSame('A-1', $this->shop->checkout->apply('a-1 ')['code']);
    }

    public function testARuleWithoutALimitGivesCodesWithoutOne(): void
    {
        $rule = $this->shop->createRule(['uses_per_coupon' => 0]);
        $this->instruct('codes.insert', ['rule' => $rule, 'codes' => ['A-1']]);
        self::assertNull($this->rows('SELECT usage_limit FROM salesrule_coupon')[0]['usage_limit']);
    }

    public function testACodeThatIsThereInAnyCaseOrWithSpacesIsTaken(): void
    {
        $rule = $this->shop->createRule();
        $other = $this->shop->createRule(['name' => 'Another']);
        $this->shop->createCoupon($other, 'bridge-one');
        $this->shop->createCoupon($rule, 'BRIDGE-TWO ');
        $result = $this->instruct(
            'codes.insert',
            ['rule' => $rule, 'codes' => ['BRIDGE-ONE', 'bridge-two', 'BRIDGE-THREE', 'Bridge-Three']]
        );
        self::assertSame(1, $result['data']['created']);
        self::assertSame(['BRIDGE-ONE', 'bridge-two', 'Bridge-Three'], $result['data']['taken']);
        self::assertCount(1, $this->rows('SELECT * FROM coupon_pools_code'));
    }

    public function testTheVerySameCodeOfSomebodyElseIsTaken(): void
    {
        $rule = $this->shop->createRule();
        $this->shop->createCoupon($rule, 'SAME');
        $result = $this->instruct('codes.insert', ['rule' => $rule, 'codes' => ['SAME']]);
        self::assertSame(['created' => 0, 'taken' => ['SAME'], 'invalid' => []], $result['data']);
    }

    public function testACodeOfAnotherInstructionIsTaken(): void
    {
        $rule = $this->shop->createRule();
        $this->instruct('codes.insert', ['rule' => $rule, 'codes' => ['A-1']], 'ins_1');
        $result = $this->instruct('codes.insert', ['rule' => $rule, 'codes' => ['A-1', 'A-2']], 'ins_2');
        self::assertSame(['A-1'], $result['data']['taken']);
    }

    public function testACodeFromAnEarlierTryOfTheSameInstructionIsCreated(): void
    {
        $rule = $this->shop->createRule();
        $codes = array_map(static fn (int $n): string => sprintf('N-%05d', $n), range(1, 2500));
        $this->instruct('codes.insert', ['rule' => $rule, 'codes' => $codes]);
        $this->shop->adapter->exec("DELETE FROM salesrule_coupon WHERE code > 'N-01500'");
        $this->shop->adapter->exec("UPDATE coupon_pools_inbox SET status = 'received', told_at = NULL, data = '"
            . json_encode(['rule' => $rule, 'codes' => $codes]) . "', next_at = NULL");
        $this->sync();
        self::assertSame(
            ['created' => 2500, 'taken' => [], 'invalid' => []],
            $this->service->results['ins_1']['data']
        );
        self::assertEquals(2500, $this->rows('SELECT COUNT(*) AS n FROM coupon_pools_code')[0]['n']);
    }

    public function testWhatTheColumnCannotHoldIsInvalid(): void
    {
        $rule = $this->shop->createRule();
        $fits = str_repeat('ü', 255);
        $long = str_repeat('A', 256);
        $result = $this->instruct(
            'codes.insert',
            ['rule' => $rule, 'codes' => [$fits, $long, '  ', '🎁', "A\tB", '12345']]
        );
        self::assertSame(2, $result['data']['created']);
        self::assertSame([$long, '  ', '🎁', "A\tB"], $result['data']['invalid']);
    }

    public function testARuleThatIsNotThereIsAResult(): void
    {
        $result = $this->instruct('codes.insert', ['rule' => 99, 'codes' => ['A-1']]);
        self::assertSame('failed', $result['outcome']);
        self::assertSame('rule_missing', $result['data']['reason']);
        self::assertNotEmpty($result['detail']);
    }

    public function testARuleThatTakesNoGeneratedCodesIsAResult(): void
    {
        $rule = $this->shop->createRule(['use_auto_generation' => false]);
        $result = $this->instruct('codes.insert', ['rule' => $rule, 'codes' => ['A-1']]);
        self::assertSame('rule_unfit', $result['data']['reason']);
        self::assertSame([], $this->rows('SELECT * FROM salesrule_coupon'));
    }

    public function testMemoryStaysFlat(): void
    {
        $rule = $this->shop->createRule();
        $this->instruct('codes.insert', ['rule' => $rule, 'codes' => $this->codes(0)], 'ins_0');
        $before = memory_get_usage();
        for ($batch = 1; $batch <= 4; $batch++) {
            $this->instruct('codes.insert', ['rule' => $rule, 'codes' => $this->codes($batch)], 'ins_' . $batch);
            $this->service->received = [];
        }
        self::assertLessThan(4_000_000, memory_get_usage() - $before);
    }

    public function testSavingTheRuleWritesItsUsesIntoTheCodes(): void
    {
        $rule = $this->shop->createRule();
        $this->instruct('codes.insert', ['rule' => $rule, 'codes' => ['A-1']]);
        $data = $this->shop->rules->getById($rule);
        $this->shop->rules->save($data->setUsesPerCoupon(5));
        self::assertEquals(5, $this->rows('SELECT usage_limit FROM salesrule_coupon')[0]['usage_limit']);
    }

    /**
     * @return string[]
     */
    private function codes(int $batch): array
    {
        return array_map(static fn (int $n): string => sprintf('M%d-%05d', $batch, $n), range(1, 5000));
    }
}
