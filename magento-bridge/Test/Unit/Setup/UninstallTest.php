<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Setup;

use CouponPools\Bridge\Setup\Uninstall;
use CouponPools\Bridge\Test\Unit\ShopTestCase;
use Magento\Framework\Setup\ModuleContextInterface;
use Magento\Framework\Setup\SchemaSetupInterface;

class UninstallTest extends ShopTestCase
{
    public function testWhatOnlyTheModuleReadsGoesAndTheCouponsStay(): void
    {
        $rule = $this->shop->createRule();
        $this->instruct('codes.insert', ['rule' => $rule, 'codes' => ['A-1']]);
        $this->shop->configure(['web/secure/base_url' => 'https://shop.example.com/']);
        $setup = $this->createMock(SchemaSetupInterface::class);
        $setup->method('getConnection')->willReturn($this->shop->adapter);
        $setup->method('getTable')->willReturnArgument(0);

        (new Uninstall())->uninstall($setup, $this->createMock(ModuleContextInterface::class));

        self::assertSame([], $this->rows("SELECT name FROM sqlite_master WHERE name LIKE 'coupon_pools%'"));
        self::assertSame(
            ['web/secure/base_url'],
            array_column($this->rows('SELECT path FROM core_config_data'), 'path')
        );
        self::assertSame([], $this->rows('SELECT * FROM flag'));
        self::assertSame(['A-1'], array_column($this->rows('SELECT code FROM salesrule_coupon'), 'code'));
    }
}
