<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Check;

use CouponPools\Bridge\Cron\Exchange;
use CouponPools\Bridge\Model\Check\CheckInterface;
use CouponPools\Bridge\Model\Check\RunChecks;
use CouponPools\Bridge\Model\Outbox\OutboxTable;
use CouponPools\Bridge\Test\Unit\ShopTestCase;

class RunChecksTest extends ShopTestCase
{
    public function testAHealthyShopHasNothingToDo(): void
    {
        $this->shop->store->version = '2.4.8';
        $this->shop->adapter->insert('cron_schedule', [
            'job_code' => 'any', 'status' => 'success', 'finished_at' => gmdate('Y-m-d H:i:s', self::NOW),
        ]);
        $rule = $this->shop->createRule();
        $this->instruct('codes.insert', ['rule' => $rule, 'codes' => ['A']]);
        $this->shop->get(Exchange::class)->execute();
        $this->clock->shift(-50);
        $found = $this->found();
        unset($found['Clock']);
        self::assertSame([], array_filter($found, static fn (array $finding): bool => !$finding['ok']));
        self::assertArrayHasKey('Rule "10% off"', $found);
    }

    public function testEachFaultSaysWhatToDo(): void
    {
        $rule = $this->shop->createRule();
        $this->instruct('codes.insert', ['rule' => $rule, 'codes' => ['A']]);
        $this->shop->rules->save($this->shop->rules->getById($rule)->setIsActive(false));
        $outbox = $this->shop->get(OutboxTable::class);
        $outbox->add('e-1', 'odd', []);
        $outbox->refused('e-1', 'No.');
        $outbox->add('e-2', 'odd', []);
        $this->clock->shift(7200);
        $found = $this->found();
        foreach (['Cron', 'Cron group "coupon_pools"', 'Events to be sent', 'Messages given up'] as $label) {
            self::assertFalse($found[$label]['ok'], $label);
            self::assertNotSame('', $found[$label]['advice'], $label);
        }
        self::assertSame('It is not active.', $found['Rule "10% off"']['detail']);
        self::assertNotSame('', $found['Patch level']['advice']);
    }

    public function testACheckThatBreaksIsAFindingAndStopsNoOther(): void
    {
        $broken = new class implements CheckInterface {
            public function execute(): array
            {
                throw new \RuntimeException('Oh.');
            }
        };
        $good = new class implements CheckInterface {
            public function execute(): array
            {
                return [['label' => 'Good', 'ok' => true, 'detail' => '', 'advice' => '']];
            }
        };
        $found = (new RunChecks(['broken' => $broken, 'good' => $good]))->execute();
        self::assertSame(['Check "broken"', 'Good'], array_column($found, 'label'));
        self::assertSame('Oh.', $found[0]['detail']);
    }

    /**
     * @return array<string,array{label:string,ok:bool,detail:string,advice:string}>
     */
    private function found(): array
    {
        return array_column($this->shop->get(RunChecks::class)->execute(), null, 'label');
    }
}
