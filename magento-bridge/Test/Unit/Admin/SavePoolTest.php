<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Model\Pool\DescribeTemplate;
use CouponPools\Bridge\Model\Pool\FillForm;
use CouponPools\Bridge\Model\Pool\MapOffer;
use CouponPools\Bridge\Model\Pool\MapSettings;
use CouponPools\Bridge\Model\Pool\NameErrors;
use CouponPools\Bridge\Model\Pool\SavePool;
use CouponPools\Bridge\ViewModel\PoolFields;

/**
 * The form's values in the service's words, and back.
 */
class SavePoolTest extends AdminTestCase
{
    public function testAStaticPoolIsCreatedWithNumbersAsNumbers(): void
    {
        $this->service->answers('POST /api/bridge/v1/pools', 201, ['pool' => ['id' => 'pool_9']]);

        $saved = $this->save()->execute('', ['type' => 'static', 'name' => ' Spring ', 'releaseAllowed' => '1',
            'lowWaterValue' => '10', 'template' => 'create'] + $this->form());

        self::assertSame('pool_9', $saved->part('pool')['id']);
        self::assertEquals([
            'type' => 'static',
            'name' => 'Spring',
            'handle' => 'spring',
            'perContact' => 'each_message',
            'whenDry' => 'stop',
            'fallbackCode' => '',
            'lowWaterUnit' => 'percent',
            'lowWaterValue' => 10,
            'releaseAllowed' => true,
            'releaseWindowHours' => 72,
            'releaseQuarantineHours' => 24,
            'minValiditySeconds' => 3600,
        ], $this->service->calls[0]['body']);
    }

    public function testADynamicPoolBringsTheTemplateOfItsRuleAlong(): void
    {
        $this->service->answers('GET /api/bridge/v1/rules', 200, ['rules' => [['id' => 12, 'name' => 'Welcome 10%']]]);
        $this->service->answers('POST /api/bridge/v1/pools', 201, ['pool' => ['id' => 'pool_9']]);

        $this->save()->execute('', ['type' => 'dynamic', 'template' => 'rule:12', 'limit' => '', 'validDays' => '30']
            + $this->form());

        self::assertCount(2, $this->service->calls);
        $pool = $this->service->calls[1]['body'];
        self::assertSame(['name' => 'Welcome 10%', 'rule' => 12], $pool['template']);
        self::assertArrayNotHasKey('templateId', $pool);
        self::assertNull($pool['limit']);
        self::assertSame(30, $pool['validDays']);
        self::assertFalse($pool['notReadyFallback']);
        self::assertSame(
            ['prefix' => 'W-', 'suffix' => '', 'separator' => '-', 'alphabet' => 'letters', 'characters' => '',
                'groups' => 2, 'groupLength' => 5],
            $pool['codeFormat']
        );
    }

    public function testATemplateThatIsThereIsNamed(): void
    {
        $this->save()->execute('', ['type' => 'dynamic', 'template' => 'template:tpl_1'] + $this->form());

        self::assertSame('tpl_1', $this->service->calls[0]['body']['templateId']);
        self::assertArrayNotHasKey('template', $this->service->calls[0]['body']);
    }

    public function testEverythingThatIsWrongStandsBesideTheFieldsOfTheForm(): void
    {
        $this->service->answers('POST /api/bridge/v1/pools', 400, [
            'code' => 'invalid_request',
            'detail' => 'Some fields need another look.',
            'errors' => [
                ['path' => 'name', 'message' => 'Give the pool a name'],
                ['path' => 'codeFormat.groupLength', 'message' => 'Enter a number'],
                ['path' => 'template.name', 'message' => 'Give the template a name'],
                ['path' => 'template.offer.reward.value.percent', 'message' => 'Enter a percentage'],
                ['path' => 'template.offer.reward.items.ids', 'message' => 'Choose a product'],
                ['path' => 'template.offer.minimum.amount', 'message' => 'Enter an amount'],
                ['path' => 'template.offer.usesPerCode', 'message' => 'Enter a number'],
                ['path' => 'template.offer.endsAt', 'message' => 'Choose an end after the start'],
            ],
        ]);
        $form = ['type' => 'dynamic', 'template' => 'create', 'offer' => ['name' => '', 'kind' => 'percentage',
            'worth' => 'ten']] + $this->form();
        $form['codeFormat']['groupLength'] = 'many';

        $saved = $this->save()->execute('', $form);

        $sent = $this->service->calls[0]['body'];
        self::assertSame('many', $sent['codeFormat']['groupLength']);
        self::assertSame('ten', $sent['template']['offer']['reward']['value']['percent']);
        self::assertSame([
            'name' => 'Give the pool a name',
            'codeFormat.groupLength' => 'Enter a number',
            'offer.name' => 'Give the template a name',
            'offer.worth' => 'Enter a percentage',
            'offer.ids' => 'Choose a product',
            'offer.minimumValue' => 'Enter an amount',
            'offer.usesPerCode' => 'Enter a number',
            'offer.endsOn' => 'Choose an end after the start',
        ], $saved->errors);
        // Each of them has a place in the form.
        self::assertSame([], array_diff(array_keys($saved->errors), (new PoolFields())->paths()));
    }

    public function testAMissingRuleIsNamedBesideWhateverElseIsMissing(): void
    {
        $this->service->answers('POST /api/bridge/v1/pools', 400, [
            'detail' => 'Some fields need another look.',
            'errors' => [
                ['path' => 'name', 'message' => 'Give the pool a name'],
                ['path' => 'templateId', 'message' => 'Choose a template'],
            ],
        ]);
        $saved = $this->save()->execute('', ['type' => 'dynamic', 'name' => ''] + $this->form());

        self::assertSame('', $this->service->calls[0]['body']['templateId']);
        self::assertSame([
            'name' => 'Give the pool a name',
            'templateId' => 'Choose the cart price rule that gives the codes their value.',
        ], $saved->errors);
    }

    public function testAnAmountMayHaveACommaAsInMostOfEurope(): void
    {
        $mapOffer = new MapOffer($this->timezone());
        $worth = static fn (string $entered): string => $mapOffer->execute([
            'kind' => 'percentage',
            'worth' => $entered,
        ])['reward']['value']['percent'];

        self::assertSame('12.5', $worth('12,5'));
        self::assertSame('12.5', $worth('12.5'));
        // One thousand or one: the service asks.
        self::assertSame('1,000', $worth('1,000'));
        self::assertSame('9.99', $mapOffer->execute([
            'kind' => 'amount', 'worth' => '5', 'minimum' => 'subtotal', 'minimumValue' => '9,99',
        ])['minimum']['amount']);
    }

    public function testAnOfferIsToldInTheShopsDays(): void
    {
        $offer = (new MapOffer($this->timezone()))->execute([
            'kind' => 'amount_each',
            'worth' => '5.00',
            'items' => 'products',
            'ids' => "SKU 1, SKU-2;\nSKU-2",
            'minimum' => 'subtotal',
            'minimumValue' => '20',
            'usesPerCode' => '',
            'oncePerCustomer' => '1',
            'startsOn' => '2026-07-01',
            'endsOn' => '2026-12-31',
        ]);

        self::assertSame([
            'reward' => [
                'kind' => 'amount_off',
                'value' => ['kind' => 'amount', 'amount' => '5.00', 'eachItem' => true],
                'items' => ['kind' => 'products', 'ids' => ['SKU 1', 'SKU-2']],
            ],
            'minimum' => ['kind' => 'subtotal', 'amount' => '20'],
            'customers' => ['kind' => 'all'],
            'usesPerCode' => null,
            'oncePerCustomer' => true,
            'startsAt' => '2026-06-30T22:00:00Z',
            'endsAt' => '2026-12-31T22:59:59Z',
        ], $offer);
    }

    public function testAnOfferWithoutAFirstDayBeginsToday(): void
    {
        $offer = (new MapOffer($this->timezone()))->execute(['kind' => 'free_shipping']);

        self::assertSame('2026-11-22T23:00:00Z', $offer['startsAt']);
        self::assertNull($offer['endsAt']);
        self::assertSame('free_shipping', $offer['reward']['kind']);
    }

    public function testAPoolThatIsReadAndSentAgainStaysAsItIs(): void
    {
        $pool = [
            'id' => 'pool_9', 'type' => 'dynamic', 'name' => 'Welcome', 'handle' => 'welcome', 'limit' => null,
            'expiry' => ['validDays' => 30, 'precision' => 'day'], 'perContact' => 'for_good',
            'whenDry' => 'fallback', 'fallbackCode' => 'THANKS', 'lowWaterUnit' => 'count', 'lowWaterValue' => 50,
            'releaseAllowed' => true, 'releaseWindowHours' => 10, 'releaseQuarantineHours' => 0,
            'minValiditySeconds' => 60,
            'dynamic' => [
                'templateId' => 'tpl_1', 'bufferFixed' => 500, 'waitMilliseconds' => 0, 'notReadyFallback' => true,
                'codeFormat' => ['prefix' => 'W-', 'suffix' => '', 'groups' => 1, 'groupLength' => 8,
                    'separator' => '', 'alphabet' => 'own', 'characters' => 'ABC'],
            ],
        ];
        $this->service->answers('PUT /api/bridge/v1/pools/pool_9', 200, ['pool' => ['id' => 'pool_9']]);

        $form = (new FillForm())->execute($pool);
        $form['releaseAllowed'] = '1';
        $form['notReadyFallback'] = '1';
        $this->save()->execute('pool_9', $form);

        $sent = $this->service->calls[0]['body'];
        self::assertSame('tpl_1', $sent['templateId']);
        self::assertSame(30, $sent['validDays']);
        self::assertNull($sent['limit']);
        self::assertSame(500, $sent['bufferFixed']);
        self::assertTrue($sent['notReadyFallback']);
        self::assertEquals($pool['dynamic']['codeFormat'], $sent['codeFormat']);
        $fields = ['perContact', 'whenDry', 'fallbackCode', 'lowWaterUnit', 'lowWaterValue', 'releaseWindowHours',
            'releaseQuarantineHours', 'minValiditySeconds', 'releaseAllowed'];
        foreach ($fields as $field) {
            self::assertSame($pool[$field], $sent[$field], $field);
        }
    }

    public function testABoxThatWasTakenOutIsNotTickedAgainByWhatIsStored(): void
    {
        $values = (new FillForm())->execute(
            ['type' => 'static', 'name' => 'A', 'releaseAllowed' => true],
            ['name' => '']
        );

        self::assertFalse($values['releaseAllowed']);
        self::assertSame('', $values['name']);
    }

    private function save(): SavePool
    {
        return new SavePool(
            $this->askService(),
            new MapSettings(),
            new DescribeTemplate($this->askService(), new MapOffer($this->timezone())),
            new NameErrors()
        );
    }

    /**
     * @return array<string,mixed>
     */
    private function form(): array
    {
        return [
            'name' => 'Spring',
            'handle' => 'spring',
            'perContact' => 'each_message',
            'whenDry' => 'stop',
            'fallbackCode' => '',
            'lowWaterUnit' => 'percent',
            'lowWaterValue' => '10',
            'releaseWindowHours' => '72',
            'releaseQuarantineHours' => '24',
            'minValiditySeconds' => '3600',
            'waitMilliseconds' => '1500',
            'codeFormat' => ['prefix' => 'W-', 'suffix' => '', 'groups' => '2', 'groupLength' => '5',
                'separator' => '-', 'alphabet' => 'letters', 'characters' => ''],
        ];
    }
}
