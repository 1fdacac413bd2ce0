<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Link;

use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Link\LinkShop;
use CouponPools\Bridge\Model\Link\UnlinkShop;
use CouponPools\Bridge\Model\Service\ServiceRefused;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;
use CouponPools\Bridge\Test\Unit\ShopTestCase;
use Magento\Config\Model\Config\Reader\Source\Deployed\SettingChecker;

class LinkShopTest extends ShopTestCase
{
    public function testTheSecretIsEncryptedInTheDatabaseAndDecryptedOnce(): void
    {
        $config = $this->shop->get(Config::class);
        self::assertTrue($config->isConnected());
        self::assertMatchesRegularExpression('/^cpb_[0-9A-HJKMNP-TV-Z]{26}$/', $config->keyId());
        self::assertSame($this->service->links['CPL-1']['secret'], $config->secret());
        self::assertSame(32, strlen((string)base64_decode(substr($config->secret(), 6), true)));
        self::assertSame('Muster GmbH', $config->accountName());
        $kept = $this->rows("SELECT value FROM core_config_data WHERE path = '" . Config::PATH_SECRET . "'");
        self::assertStringStartsWith('0:3:', $kept[0]['value']);
        self::assertStringNotContainsString('whsec_', $kept[0]['value']);
    }

    public function testAfterALostAnswerTheSameCodeIsSentWithTheSameKey(): void
    {
        $inUse = $this->shop->get(Config::class)->keyId();
        $this->service->answersToLose = 1;
        try {
            $this->shop->get(LinkShop::class)->execute('CPL-2');
            self::fail('The answer was lost.');
        } catch (ServiceUnavailable) {
            self::assertSame($inUse, $this->shop->get(Config::class)->keyId());
        }
        $offered = $this->service->links['CPL-2']['keyId'];
        $this->shop->get(LinkShop::class)->execute('CPL-2');
        self::assertSame($offered, $this->shop->get(Config::class)->keyId());
        self::assertNotSame($inUse, $offered);
    }

    public function testTheInstallationKeepsItsIdOverDisconnecting(): void
    {
        $config = $this->shop->get(Config::class);
        $installation = $config->installationId();
        self::assertTrue($this->shop->get(UnlinkShop::class)->execute());
        self::assertFalse($config->isConnected());
        $this->shop->get(LinkShop::class)->execute('CPL-3');
        self::assertTrue($config->isConnected());
        self::assertSame($installation, $config->installationId());
        self::assertSame($installation, $this->service->links['CPL-3']['installationId']);
    }

    public function testDisconnectingForgetsTheKeyEvenIfTheServiceIsAway(): void
    {
        $this->service->callsToFail = 1;
        self::assertFalse($this->shop->get(UnlinkShop::class)->execute());
        self::assertFalse($this->shop->get(Config::class)->isConnected());
    }

    public function testARefusalIsTheServicesOwnSentence(): void
    {
        $this->service->refuseLink = 'The code is too old.';
        $this->expectException(ServiceRefused::class);
        $this->expectExceptionMessage('The code is too old.');
        $this->shop->get(LinkShop::class)->execute('CPL-9');
    }

    /**
     * @return array<string,array{0:string,1:bool}>
     */
    public static function addresses(): array
    {
        return [
            'https' => ['https://pools.example.com', true],
            'plain http over the internet' => ['http://pools.example.com', false],
            'plain http to a public address' => ['http://93.184.216.34', false],
            'the machine itself' => ['http://127.0.0.1:3000', true],
            'a container' => ['http://pools:3000', true],
            'no scheme' => ['pools.example.com', false],
        ];
    }

    /**
     * @dataProvider addresses
     */
    public function testTheSecretDoesNotTravelInTheClear(string $address, bool $isFine): void
    {
        $this->shop->configure([Config::PATH_ADDRESS => $address]);
        if (!$isFine) {
            $this->expectException(ServiceRefused::class);
        }
        $this->shop->get(LinkShop::class)->execute('CPL-4');
        self::assertArrayHasKey('CPL-4', $this->service->links);
    }

    public function testAKeyThatIsFixedInAFileIsNeitherChangedNorForgotten(): void
    {
        $inUse = $this->shop->get(Config::class)->keyId();
        $this->shop->get(SettingChecker::class)->fixed = [Config::PATH_KEY_ID];
        $tries = [
            fn () => $this->shop->get(LinkShop::class)->execute('CPL-2'),
            fn () => $this->shop->get(UnlinkShop::class)->execute(),
        ];
        foreach ($tries as $try) {
            try {
                $try();
                self::fail('It was written.');
            } catch (ServiceRefused $refused) {
                self::assertStringContainsString(Config::PATH_KEY_ID . ' is fixed', $refused->getMessage());
            }
        }
        self::assertSame($inUse, $this->shop->get(Config::class)->keyId());
        self::assertArrayNotHasKey('CPL-2', $this->service->links);
        self::assertTrue($this->sync()->problem === '');
    }
}
