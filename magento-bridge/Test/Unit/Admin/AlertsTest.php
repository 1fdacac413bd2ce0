<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Model\Admin\FormMemory;
use CouponPools\Bridge\Model\Admin\Reply;
use CouponPools\Bridge\Model\Alert\SaveSettings;
use CouponPools\Bridge\Model\Alert\SeparateAddresses;
use CouponPools\Bridge\ViewModel\AlertsPage;
use CouponPools\Bridge\ViewModel\AlertWords;
use CouponPools\Bridge\ViewModel\Connection;
use CouponPools\Bridge\ViewModel\Notices;
use Magento\Framework\App\Request\DataPersistorInterface;

/**
 * Who is told of what, and what is the matter with the pools.
 */
class AlertsTest extends AdminTestCase
{
    private const SETTINGS = self::BASE . '/alert-settings';

    /** Every kind that the service names, and every type of its log. */
    private const KINDS = [
        'pool.low', 'pool.empty', 'pool.unavailable', 'pool.replenish_failed', 'pool.codes_refused',
        'pool.codes_expiring', 'pool.recovered', 'upload.completed', 'upload.failed', 'endpoint.off',
        'store.late', 'store.back',
    ];

    public function testAddressesAreTakenHoweverTheyAreSeparated(): void
    {
        $this->service->answers('PUT ' . self::SETTINGS, 200, []);

        $reply = $this->save("ada@example.com, bob@example.com;\n\n  carl@example.com\n", ['pool.low']);

        self::assertTrue($reply->isOk());
        self::assertSame(
            ['recipients' => ['ada@example.com', 'bob@example.com', 'carl@example.com'], 'alerts' => ['pool.low']],
            $this->service->calls[0]['body']
        );
    }

    public function testWhatIsNoAddressStaysInOnePieceAndEachOneIsToldOnce(): void
    {
        $separate = new SeparateAddresses();
        $addresses = [
            "ada@example.com,bob@example.com; carl@example.com\r\ndora@example.com"
                => ['ada@example.com', 'bob@example.com', 'carl@example.com', 'dora@example.com'],
            'ada@example.com bob@example.com' => ['ada@example.com', 'bob@example.com'],
            "not an address\nada@example.com" => ['not an address', 'ada@example.com'],
            'Ada Lovelace <ada@example.com>; <bob@example.com>' => ['ada@example.com', 'bob@example.com'],
            "ada@example.com\nada@example.com," => ['ada@example.com'],
            " ,;\n\t" => [],
        ];
        foreach ($addresses as $typed => $expected) {
            self::assertSame($expected, $separate->execute($typed), $typed);
        }
    }

    public function testNobodyIsAListWithoutAddresses(): void
    {
        $this->service->answers('PUT ' . self::SETTINGS, 200, []);

        $this->save(" \n ", []);

        self::assertSame(['recipients' => [], 'alerts' => []], $this->service->calls[0]['body']);
    }

    public function testAnAddressThatIsNoneIsNamedAndWhatWasEnteredIsShownAgain(): void
    {
        $this->service->answers('PUT ' . self::SETTINGS, 400, [
            'detail' => 'Some of what you entered needs another look.',
            'errors' => [['path' => 'recipients.1', 'message' => 'Enter an e-mail address.']],
        ]);
        $this->answersSettings(['recipients' => ['old@example.com'], 'alerts' => ['pool.low']]);

        $reply = $this->save("ada@example.com\nbob", ['pool.empty']);
        self::assertSame(['bob' => 'Enter an e-mail address.'], $reply->errors);
        $form = ['recipients' => "ada@example.com\nbob", 'alerts' => ['pool.empty']];
        $html = $this->page(['of' => AlertsPage::FORM, 'form' => $form, 'problem' => $reply->problem,
            'errors' => $reply->errors]);

        self::assertStringContainsString('bob: Enter an e-mail address.', $html);
        self::assertStringContainsString(">ada@example.com\nbob</textarea>", $html);
        self::assertMatchesRegularExpression('~value="pool.empty" checked~', $html);
        self::assertDoesNotMatchRegularExpression('~value="pool.low" checked~', $html);
    }

    public function testASaveThatTheServiceDidNotHearIsSaidAndNothingEnteredIsLost(): void
    {
        $reply = $this->save('ada@example.com', []);
        self::assertFalse($reply->isOk());
        $this->answersSettings([]);
        $html = $this->page(['of' => AlertsPage::FORM, 'form' => ['recipients' => 'ada@example.com', 'alerts' => []],
            'problem' => $reply->problem, 'errors' => $reply->errors]);

        self::assertStringContainsString('cannot be reached at the moment', $html);
        self::assertStringContainsString('>ada@example.com</textarea>', $html);
    }

    public function testTheFormOfAPoolIsNotTakenForThisOne(): void
    {
        $this->answersSettings(['recipients' => ['ada@example.com']]);

        $html = $this->page(['of' => 'pool_1', 'form' => ['recipients' => 'x'], 'problem' => 'No.', 'errors' => []]);

        self::assertStringContainsString('>ada@example.com</textarea>', $html);
        self::assertStringNotContainsString('No.', $html);
    }

    public function testATestMailIsOfferedWhereItWouldReachSomebody(): void
    {
        $this->answersSettings(['recipients' => ['ada@example.com']]);
        self::assertStringContainsString('alert\/testMail', $this->page());
        $this->answersSettings(['recipients' => []]);
        self::assertStringNotContainsString('alert\/testMail', $this->page());
        $this->answersSettings(['recipients' => ['ada@example.com'], 'mail' => 'off']);
        self::assertStringNotContainsString('alert\/testMail', $this->page());
        self::assertStringContainsString('has no mail server', $this->page());
    }

    public function testAnEndpointThatIsOffIsSwitchedOnAndOneThatIsOnIsTested(): void
    {
        $this->answersSettings([]);
        $delivery = ['eventId' => 'evt_1', 'type' => 'pool.low', 'poolName' => 'Welcome', 'state' => 'failed',
            'attempts' => 3, 'status' => 500, 'error' => 'It answered 500.', 'at' => '2026-11-23T09:00:00Z'];
        $this->service->answers('GET ' . self::BASE . '/endpoints', 200, ['endpoints' => [
            ['id' => 'evp_1', 'url' => 'https://one.example.com/', 'offAt' => null, 'deliveries' => [$delivery]],
            ['id' => 'evp_2', 'url' => 'https://two.example.com/', 'offAt' => '2026-11-23T09:00:00Z',
                'offReason' => 'gone', 'waiting' => 7, 'deliveries' => []],
        ]]);

        $html = html_entity_decode($this->page(), ENT_QUOTES | ENT_HTML5);

        self::assertStringContainsString('endpoint\/test?id=evp_1', $html);
        self::assertStringNotContainsString('endpoint\/test?id=evp_2', $html);
        self::assertStringContainsString('endpoint\/switchOn?id=evp_2', $html);
        self::assertStringContainsString('endpoint\/sendAgain?id=evp_1&event=evt_1', $html);
        self::assertStringContainsString('it answered that it is gone (410)', $html);
        self::assertStringContainsString('7 waiting', $html);
        self::assertStringContainsString('It answered 500.', $html);
    }

    public function testEveryKindHasWordsOfItsOwn(): void
    {
        $words = new AlertWords();
        $events = array_map($words->event(...), [...self::KINDS, 'code.redeemed', 'mail.test', 'endpoint.test']);
        self::assertSame($events, array_unique($events));
        foreach (self::KINDS as $kind) {
            self::assertStringNotContainsString('.', $words->event($kind));
            self::assertNotSame('', $words->help($kind));
        }
        self::assertSame('A pool is low:', $words->trouble('pool.low', 1));
        self::assertSame('3 pools are low:', $words->trouble('pool.low', 3));
    }

    public function testNoticesNameTheGravestFirstAndSayHowManyMoreThereAre(): void
    {
        $this->service->answers('GET ' . self::BASE . '/account', 200, []);
        $this->service->answers('GET ' . self::BASE . '/alerts', 200, ['alerts' => [
            ['kind' => 'pool.low', 'count' => 7, 'pools' => [['id' => 'pool_2', 'name' => 'Winter']]],
            ['kind' => 'pool.empty', 'count' => 1, 'pools' => [['id' => 'pool_1', 'name' => 'Spring']]],
        ]]);

        $html = $this->notices();

        self::assertMatchesRegularExpression('~message-error.*A pool is empty:.*Spring~s', $html);
        self::assertMatchesRegularExpression('~message-warning.*7 pools are low:.*Winter.*and 6 more~s', $html);
    }

    public function testNoticesSayNothingWhereTheLineAboveTellsThatTheServiceIsDown(): void
    {
        self::assertSame('', trim($this->notices()));
        self::assertCount(1, $this->service->calls);
    }

    /**
     * @param string $addresses
     * @param list<string> $kinds
     */
    private function save(string $addresses, array $kinds): Reply
    {
        return (new SaveSettings($this->askService(), new SeparateAddresses()))->execute($addresses, $kinds);
    }

    /**
     * @param array<string,mixed> $settings
     */
    private function answersSettings(array $settings): void
    {
        $this->service->answers('GET ' . self::SETTINGS, 200, $settings + [
            'recipients' => [], 'alerts' => [], 'kinds' => self::KINDS, 'mail' => 'on',
        ]);
    }

    /**
     * @param array<string,mixed>|null $kept a form that was refused
     */
    private function page(?array $kept = null): string
    {
        $persistor = $this->createMock(DataPersistorInterface::class);
        $persistor->method('get')->willReturn($kept);
        return $this->render('alert/index.phtml', [
            'view_model' => new AlertsPage($this->askService(), new FormMemory($persistor)),
            'words' => $this->words(),
            'alert_words' => new AlertWords(),
        ]);
    }

    private function notices(): string
    {
        $ask = $this->askService();
        return $this->render('notices.phtml', ['view_model' => new Notices(
            new Connection($this->config(), $ask, $this->everythingAllowed()),
            $ask,
            new AlertWords(),
            $this->everythingAllowed()
        )]);
    }
}
