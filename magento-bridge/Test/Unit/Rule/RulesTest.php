<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Rule;

use CouponPools\Bridge\Test\Unit\ShopTestCase;

class RulesTest extends ShopTestCase
{
    private const OFFER = [
        'reward' => ['kind' => 'amount_off', 'value' => ['kind' => 'percentage', 'percent' => 15],
            'items' => ['kind' => 'all']],
        'minimum' => ['kind' => 'none'],
        'usesPerCode' => 1,
    ];

    public function testTheReportNamesTheRulesWithASpecificCoupon(): void
    {
        $rule = $this->shop->createRule();
        $this->shop->createRule(['coupon_type' => 'NO_COUPON', 'use_auto_generation' => false]);
        $this->shop->createCoupon($rule, 'X');
        $this->sync();
        self::assertCount(1, $this->service->rulePages);
        $page = $this->service->rulePages[0];
        self::assertTrue($page['last']);
        self::assertSame([$rule], array_column($page['rules'], 'id'));
        self::assertEquals([
            'id' => $rule, 'name' => '10% off', 'description' => '', 'isActive' => true, 'couponType' => 'specific',
            'autoGeneration' => true, 'fromDate' => null, 'toDate' => null, 'usesPerCoupon' => 1,
            'usesPerCustomer' => 0, 'websites' => ['Main Website'],
            'customerGroups' => ['NOT LOGGED IN', 'General', 'Wholesale', 'Retailer'],
            'action' => 'by_percent', 'amount' => '10.0000', 'quantity' => null, 'step' => 0,
            'applyToShipping' => false, 'freeShipping' => 'none', 'hasConditions' => false, 'ours' => false,
            'updatedAt' => null, 'coupons' => 1,
        ], $page['rules'][0]);
    }

    public function testTheReportGoesInPagesAndAgainTomorrow(): void
    {
        for ($n = 1; $n <= 230; $n++) {
            $this->shop->createRule(['name' => 'Rule ' . $n]);
        }
        $this->sync();
        self::assertSame([100, 100, 30], array_map(
            static fn (array $page): int => count($page['rules']),
            $this->service->rulePages
        ));
        self::assertCount(1, array_unique(array_column($this->service->rulePages, 'generation')));
        $this->sync();
        self::assertCount(3, $this->service->rulePages);
        $this->clock->shift(86401);
        $this->sync();
        self::assertCount(6, $this->service->rulePages);
    }

    public function testTheServiceMayAskForTheReport(): void
    {
        $this->shop->createRule();
        $this->sync();
        $this->instruct('rules.report', []);
        $this->sync();
        self::assertCount(2, $this->service->rulePages);
    }

    public function testARuleThatWasSavedIsToldIfSomethingChanged(): void
    {
        $rule = $this->shop->createRule();
        $this->sync();
        $this->shop->rules->save($this->shop->rules->getById($rule));
        $this->sync();
        self::assertSame([], $this->service->events);
        $this->shop->rules->save($this->shop->rules->getById($rule)->setIsActive(false));
        $this->sync();
        $this->shop->rules->save($this->shop->rules->getById($rule)->setIsActive(true));
        $this->sync();
        self::assertSame(
            ['rule.changed', 'rule.changed'],
            array_values(array_column($this->service->events, 'kind'))
        );
        self::assertSame(
            [false, true],
            array_values(array_map(static fn (array $event) => $event['data']['isActive'], $this->service->events))
        );
    }

    public function testARuleThatTakesNoCouponAnyMoreIsTold(): void
    {
        $rule = $this->shop->createRule();
        $this->sync();
        $this->shop->rules->save($this->shop->rules->getById($rule)->setCouponType('NO_COUPON'));
        $this->sync();
        self::assertSame('none', end($this->service->events)['data']['couponType']);
    }

    public function testADeletedRuleIsToldIfItWasKnown(): void
    {
        $rule = $this->shop->createRule();
        $this->sync();
        $this->shop->rules->deleteById($rule);
        $unknown = $this->shop->createRule();
        $this->shop->rules->deleteById($unknown);
        $this->sync();
        self::assertSame(
            [['id' => $rule]],
            array_values(array_column($this->service->events, 'data'))
        );
    }

    public function testARuleIsCreatedOncePerGroup(): void
    {
        $data = ['group' => 'grp_1', 'name' => 'Welcome', 'offer' => self::OFFER, 'startsOn' => '2026-11-23',
            'endsOn' => null];
        $first = $this->instruct('rule.create', $data, 'ins_1')['data']['rule'];
        self::assertSame($first, $this->instruct('rule.create', $data, 'ins_2')['data']['rule']);
        $this->shop->adapter->exec('DELETE FROM coupon_pools_rule');
        self::assertSame($first, $this->instruct('rule.create', $data, 'ins_3')['data']['rule']);
        $rule = $this->shop->rules->getById($first);
        self::assertSame('Welcome', $rule->getName());
        self::assertSame('2026-11-23', $rule->getFromDate());
        self::assertNull($rule->getToDate());
        self::assertSame('SPECIFIC_COUPON', $rule->getCouponType());
        self::assertSame([0, 1, 2, 3], $rule->getCustomerGroupIds());
        self::assertSame([1], $rule->getWebsiteIds());
        $this->instruct('codes.insert', ['rule' => $first, 'codes' => ['W-1']], 'ins_4');
        self::assertSame('W-1', $this->shop->checkout->apply('w-1')['code']);
    }

    public function testANameLosesWhatMagentosTableCannotHold(): void
    {
        $names = ['Spring 🎉 15 %' => 'Spring 15 %', '🎁' => 'Coupon Pools', 'Ostern für alle' => 'Ostern für alle'];
        foreach (array_keys($names) as $number => $name) {
            $data = ['group' => 'grp_' . $number, 'name' => $name, 'offer' => self::OFFER];
            $rule = $this->instruct('rule.create', $data, 'ins_' . $number)['data']['rule'];
            self::assertSame($names[$name], $this->shop->rules->getById($rule)->getName());
        }
    }

    public function testAnUpdateTakesTheEndAwayAndLeavesTheMerchantsGroups(): void
    {
        $data = ['group' => 'grp_1', 'name' => 'Welcome', 'offer' => self::OFFER, 'startsOn' => null,
            'endsOn' => '2026-12-31'];
        $rule = $this->instruct('rule.create', $data, 'ins_1')['data']['rule'];
        $this->shop->rules->save($this->shop->rules->getById($rule)->setCustomerGroupIds([1]));
        $update = ['rule' => $rule, 'endsOn' => null, 'name' => 'Hello',
            'offer' => ['usesPerCode' => null] + self::OFFER] + $data;
        self::assertSame('done', $this->instruct('rule.update', $update, 'ins_2')['outcome']);
        $saved = $this->shop->rules->getById($rule);
        self::assertNull($saved->getToDate());
        self::assertSame('Hello', $saved->getName());
        self::assertSame(0, $saved->getUsesPerCoupon());
        self::assertSame([1], $saved->getCustomerGroupIds());
    }

    public function testOnlyOurRulesAreChangedAndDeleted(): void
    {
        $theirs = $this->shop->createRule();
        $data = ['rule' => $theirs, 'group' => 'grp_9', 'name' => 'Mine now', 'offer' => self::OFFER];
        self::assertSame('rule_missing', $this->instruct('rule.update', $data, 'ins_1')['data']['reason']);
        self::assertSame('failed', $this->instruct('rule.delete', ['rule' => $theirs], 'ins_2')['outcome']);
        self::assertSame('10% off', $this->shop->rules->getById($theirs)->getName());
    }

    public function testADeletedRuleTakesItsCouponsAlong(): void
    {
        $data = ['group' => 'grp_1', 'name' => 'Welcome', 'offer' => self::OFFER];
        $rule = $this->instruct('rule.create', $data, 'ins_1')['data']['rule'];
        $this->instruct('codes.insert', ['rule' => $rule, 'codes' => ['W-1', 'W-2']], 'ins_2');
        self::assertSame('done', $this->instruct('rule.delete', ['rule' => $rule], 'ins_3')['outcome']);
        self::assertSame('done', $this->instruct('rule.delete', ['rule' => $rule], 'ins_4')['outcome']);
        foreach (['salesrule', 'salesrule_coupon', 'coupon_pools_code', 'coupon_pools_rule'] as $table) {
            self::assertSame([], $this->rows('SELECT * FROM ' . $table), $table);
        }
    }

    /**
     * @return array<string,array{0:array<string,mixed>,1:array<string,mixed>}>
     */
    public static function offers(): array
    {
        $off = static fn (array $value, array $items = ['kind' => 'all']): array => [
            'reward' => ['kind' => 'amount_off', 'value' => $value, 'items' => $items],
        ];
        $percent = ['kind' => 'percentage', 'percent' => 20];
        $skus = ['kind' => 'products', 'ids' => ['MUG-1', 'MUG-2']];
        return [
            'a percentage' => [$off($percent), ['action' => 'by_percent', 'amount' => 20.0]],
            'money off the cart' => [
                $off(['kind' => 'amount', 'amount' => '5.50', 'eachItem' => false]),
                ['action' => 'cart_fixed', 'amount' => 5.5],
            ],
            'money off each item' => [
                $off(['kind' => 'amount', 'amount' => 5, 'eachItem' => true]),
                ['action' => 'by_fixed', 'amount' => 5.0],
            ],
            'certain products' => [$off($percent, $skus), ['items' => 'sku () MUG-1,MUG-2']],
            'certain categories' => [
                $off($percent, ['kind' => 'collections', 'ids' => ['3', '5']]),
                ['items' => 'category_ids () 3,5'],
            ],
            'a minimum of the cart' => [
                $off($percent) + ['minimum' => ['kind' => 'subtotal', 'amount' => 50]],
                ['cart' => 'base_subtotal >= 50'],
            ],
            'a minimum of those products' => [
                $off($percent, $skus) + ['minimum' => ['kind' => 'quantity', 'quantity' => 3]],
                ['cart' => 'qty >= 3 [sku () MUG-1,MUG-2]'],
            ],
            'buy two, get one' => [
                ['reward' => ['kind' => 'buy_x_get_y', 'buys' => ['quantity' => 2, 'items' => $skus],
                    'gets' => ['quantity' => 1, 'items' => $skus, 'percentOff' => 100], 'usesPerOrder' => null]],
                ['action' => 'buy_x_get_y', 'amount' => 1.0, 'step' => 2, 'items' => 'sku () MUG-1,MUG-2'],
            ],
            'free shipping to two countries' => [
                ['reward' => ['kind' => 'free_shipping', 'countries' => ['DE', 'AT'], 'maximumRate' => null]],
                ['freeShipping' => 'FREE_WITH_MATCHING_ITEMS', 'amount' => 0.0,
                    'cart' => 'any [country_id == DE; country_id == AT]'],
            ],
        ];
    }

    /**
     * @dataProvider offers
     * @param array<string,mixed> $offer
     * @param array<string,mixed> $expected
     */
    public function testAnOfferBecomesARule(array $offer, array $expected): void
    {
        $result = $this->instruct('rule.create', ['group' => 'grp_1', 'name' => 'Offer', 'offer' => $offer]);
        self::assertSame('done', $result['outcome'], (string)$result['detail']);
        $rule = $this->shop->rules->getById($result['data']['rule']);
        $is = [
            'action' => $rule->getSimpleAction(),
            'amount' => (float)$rule->getDiscountAmount(),
            'step' => $rule->getDiscountStep(),
            'freeShipping' => $rule->getSimpleFreeShipping(),
            'cart' => $this->words($rule->getCondition()->getConditions()),
            'items' => $this->words($rule->getActionCondition()->getConditions()),
        ];
        self::assertEquals($expected, array_intersect_key($is, $expected));
    }

    /**
     * @return array<string,array{0:array<string,mixed>}>
     */
    public static function refusedOffers(): array
    {
        $base = self::OFFER;
        $side = ['quantity' => 1, 'items' => ['kind' => 'all']];
        $gift = ['kind' => 'buy_x_get_y', 'buys' => $side, 'gets' => $side + ['percentOff' => 100]];
        return [
            'segments' => [['customers' => ['kind' => 'segments', 'ids' => ['1']]] + $base],
            'subscriptions' => [['purchase' => 'subscription'] + $base],
            'combinations' => [['combinesWith' => ['shipping' => true]] + $base],
            'half price' => [['reward' => ['gets' => $side + ['percentOff' => 50]] + $gift]],
            'more than was bought' => [
                ['reward' => ['gets' => ['quantity' => 2, 'items' => ['kind' => 'all'], 'percentOff' => 100]] + $gift],
            ],
            'another product' => [['reward' => ['gets' => ['quantity' => 1, 'percentOff' => 100,
                'items' => ['kind' => 'products', 'ids' => ['A']]]] + $gift]],
            'a maximum rate' => [['reward' => ['kind' => 'free_shipping', 'maximumRate' => 10]]],
            'a comma in a SKU' => [['reward' => ['items' => ['kind' => 'products', 'ids' => ['A,B']]]
                + $base['reward']]],
            'something of a later version' => [['reward' => ['kind' => 'gift_card']]],
            'no amount' => [['reward' => ['kind' => 'amount_off', 'value' => ['kind' => 'percentage']]]],
        ];
    }

    /**
     * @dataProvider refusedOffers
     * @param array<string,mixed> $offer
     */
    public function testWhatMagentoCannotExpressIsRefusedWithASentence(array $offer): void
    {
        $result = $this->instruct('rule.create', ['group' => 'grp_1', 'name' => 'Offer', 'offer' => $offer]);
        self::assertSame('offer_refused', $result['data']['reason'] ?? null);
        self::assertStringEndsWith('.', $result['detail']);
        self::assertSame([], $this->rows('SELECT * FROM salesrule'));
    }

    public function testAnEndBeforeTheStartIsRefused(): void
    {
        $result = $this->instruct('rule.create', ['group' => 'grp_1', 'name' => 'Offer', 'offer' => self::OFFER,
            'startsOn' => '2026-12-02', 'endsOn' => '2026-12-01']);
        self::assertSame('offer_refused', $result['data']['reason']);
    }

    /**
     * @param \Magento\SalesRule\Api\Data\ConditionInterface[]|null $conditions
     */
    private function words(?array $conditions): string
    {
        $words = [];
        foreach ($conditions ?? [] as $condition) {
            $inner = $this->words($condition->getConditions());
            $words[] = trim(($condition->getAttributeName()
                ? $condition->getAttributeName() . ' ' . $condition->getOperator() . ' ' . $condition->getValue()
                : $condition->getAggregatorType()) . ($inner === '' ? '' : ' [' . $inner . ']'));
        }
        return implode('; ', $words);
    }
}
