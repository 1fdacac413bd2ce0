<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit;

use CouponPools\Bridge\Api\ServiceClientInterface;
use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Exchange\ExchangeRun;
use CouponPools\Bridge\Model\Exchange\RunExchange;
use CouponPools\Bridge\Model\Link\LinkShop;
use CouponPools\Bridge\Test\Stub\PretendClock;
use CouponPools\Bridge\Test\Stub\PretendMagento;
use CouponPools\Bridge\Test\Stub\ServiceSide;
use PHPUnit\Framework\TestCase;

/**
 * A pretend shop, connected to a pretend service.
 */
abstract class ShopTestCase extends TestCase
{
    protected const NOW = 1795424400;

    /** @var ServiceSide */
    protected ServiceSide $service;
    /** @var PretendClock */
    protected PretendClock $clock;
    /** @var PretendMagento */
    protected PretendMagento $shop;

    /**
     * In the middle of Magento's own unit tests nobody else would have loaded the stand-ins.
     */
    public static function setUpBeforeClass(): void
    {
        require_once dirname(__DIR__) . '/bootstrap.php';
    }

    protected function setUp(): void
    {
        $this->service = new ServiceSide();
        $this->clock = new PretendClock(self::NOW);
        $this->shop = new PretendMagento(':memory:', $this->clock, [ServiceClientInterface::class => $this->service]);
        $this->shop->configure([Config::PATH_ADDRESS => 'https://pools.example.com']);
        $this->shop->get(LinkShop::class)->execute('CPL-1');
    }

    protected function sync(): ExchangeRun
    {
        return $this->shop->get(RunExchange::class)->execute(0);
    }

    /**
     * Has an instruction done, and gives its result.
     *
     * @param array<string,mixed> $data
     * @return array<string,mixed>
     */
    protected function instruct(string $kind, array $data, string $id = 'ins_1'): array
    {
        $this->service->instruct($id, $kind, $data);
        $this->sync();
        self::assertArrayHasKey($id, $this->service->results, implode("\n", $this->shop->logger->messages));
        return $this->service->results[$id];
    }

    /**
     * @return array<int,array<string,mixed>>
     */
    protected function rows(string $sql): array
    {
        return $this->shop->adapter->fetchAll($sql);
    }
}
