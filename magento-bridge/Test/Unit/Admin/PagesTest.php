<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Block\Adminhtml\System\Config\Connect;
use CouponPools\Bridge\Block\Adminhtml\System\Config\State;
use CouponPools\Bridge\Model\Admin\FormMemory;
use CouponPools\Bridge\Model\Check\CheckInterface;
use CouponPools\Bridge\Model\Check\RunChecks;
use CouponPools\Bridge\Model\Pool\FillForm;
use CouponPools\Bridge\Model\Pool\ListChoices;
use CouponPools\Bridge\Model\Queue\ListDead;
use CouponPools\Bridge\Model\Upload\MapReading;
use CouponPools\Bridge\ViewModel\AlertsPage;
use CouponPools\Bridge\ViewModel\AlertWords;
use CouponPools\Bridge\ViewModel\CodesCheck;
use CouponPools\Bridge\ViewModel\Connection;
use CouponPools\Bridge\ViewModel\HistoryPage;
use CouponPools\Bridge\ViewModel\Messages;
use CouponPools\Bridge\ViewModel\Notices;
use CouponPools\Bridge\ViewModel\PoolFields;
use CouponPools\Bridge\ViewModel\PoolForm;
use CouponPools\Bridge\ViewModel\PoolPage;
use CouponPools\Bridge\ViewModel\Privacy;
use CouponPools\Bridge\ViewModel\Redemptions;
use CouponPools\Bridge\ViewModel\SelfTest;
use CouponPools\Bridge\ViewModel\SettingsPage;
use CouponPools\Bridge\ViewModel\UploadPage;
use Magento\Framework\App\Request\DataPersistorInterface;
use Magento\Framework\Locale\CurrencyInterface;

/**
 * Every page, with whatever the service may say.
 */
class PagesTest extends AdminTestCase
{
    private const HOSTILE = '"><script>alert(1)</script><b onclick=x>\'&';

    /** What a browser's form may send. */
    private const NO_UTF8 = "\xff<script>";

    public function testPagesEscapeWhateverTheServiceSays(): void
    {
        $this->hostileService();

        foreach ($this->pages(['id' => 'pool_1', 'asked' => self::NO_UTF8, 'by' => 'contact']) as $name => $html) {
            $this->assertHarmless($html, $name);
            self::assertStringContainsString('&quot;&gt;&lt;script&gt;alert(1)', $html, $name);
        }
    }

    public function testPagesShowASentenceWhereTheServiceIsDown(): void
    {
        foreach ($this->pages(['id' => 'pool_1']) as $name => $html) {
            $this->assertHarmless($html, $name);
            if ($name !== 'check' && $name !== 'queue') {
                self::assertStringContainsString('cannot be reached at the moment', $html, $name);
            }
        }
    }

    public function testPagesOfNobodysIdAskForNothing(): void
    {
        foreach ($this->pages(['id' => '../account', 'pool' => ['a']]) as $html) {
            self::assertNotSame('', $html);
        }
        foreach ($this->service->calls as $call) {
            self::assertDoesNotMatchRegularExpression('~\.\.|/uploads|/pools/~', $call['path']);
        }
    }

    public function testAPoolSaysWhenItWillRunDry(): void
    {
        $soon = ['kind' => 'soon', 'at' => '2026-12-06T02:31:00Z', 'earliest' => '2026-12-04T20:22:00Z'];
        $sentences = [
            [['latest' => '2026-12-07T18:12:00Z'] + $soon, '/^Will probably run dry on .+, between .+ and .+\.$/'],
            [['latest' => null] + $soon, '/^Will probably run dry on .+, not before .+\.$/'],
            [['kind' => 'later'], '/^Will probably not run dry within 90 days\.$/'],
            [['kind' => 'unknown'], '/^Used for too short a time /'],
            [null, '/^$/'],
            [['kind' => ['x'], 'at' => 7], '/^$/'],
        ];
        foreach ($sentences as [$forecast, $sentence]) {
            self::assertMatchesRegularExpression($sentence, $this->words()->forecast($forecast));
        }
    }

    public function testAFormThatWasRefusedShowsWhatWasEnteredWithTheErrorsBesideTheFields(): void
    {
        $kept = [
            'of' => '',
            'form' => [
                'type' => 'dynamic',
                'name' => 'Mine <3',
                'template' => 'rule:12',
                'codeFormat' => ['groupLength' => 'many'],
            ],
            'problem' => 'Some fields are wrong.',
            'errors' => ['codeFormat.groupLength' => 'Enter a number', 'elsewhere' => 'Something else is wrong'],
        ];
        $this->service->answers('GET /api/bridge/v1/templates', 200, ['templates' => []]);
        $this->service->answers('GET /api/bridge/v1/rules', 200, ['rules' => [
            ['id' => 12, 'name' => 'Welcome', 'problems' => []],
            ['id' => 13, 'name' => 'Old', 'problems' => ['It is switched off.']],
        ]]);

        $html = $this->render('pool/form.phtml', ['view_model' => $this->poolForm([], $kept)]);

        self::assertStringContainsString('value="Mine &lt;3"', $html);
        self::assertStringContainsString('value="many"', $html);
        self::assertMatchesRegularExpression(
            '~id="coupon-pools-codeformat-grouplength-error"[^>]*>Enter a number<~',
            $html
        );
        // Once beside its field, and once at the top, from where a link leads there.
        self::assertSame(2, substr_count($html, 'Enter a number'));
        self::assertStringContainsString(
            '<a href="#coupon-pools-codeformat-grouplength">Characters per Group</a>: Enter a number',
            $html
        );
        self::assertStringContainsString('Something else is wrong', $html);
        self::assertMatchesRegularExpression('~value="rule:12"\s+checked~', $html);
        self::assertMatchesRegularExpression('~value="rule:13"\s+disabled~', $html);
        self::assertStringContainsString('It is switched off.', $html);
    }

    public function testANewPoolSaysWhyNoRuleCanBeChosen(): void
    {
        $html = $this->render('pool/form.phtml', ['view_model' => $this->poolForm([], [
            'of' => '',
            'form' => ['template' => 'template:tpl_1'],
            'problem' => '',
            'errors' => [],
        ])]);

        self::assertStringContainsString('cannot be reached at the moment', $html);
        self::assertMatchesRegularExpression('~value="template:tpl_1"\s+checked~', $html);
        self::assertCount(2, $this->service->calls);
    }

    public function testAPoolThatCannotBeReadIsNotOfferedForEditing(): void
    {
        $html = $this->render('pool/form.phtml', ['view_model' => $this->poolForm(['id' => 'pool_1'], null)]);

        self::assertStringNotContainsString('<form', $html);
        self::assertStringContainsString('cannot be reached at the moment', $html);
    }

    public function testAPoolThatIsEditedKeepsItsTypeAndItsTemplate(): void
    {
        $this->service->answers('GET /api/bridge/v1/pools/pool_1', 200, ['pool' => [
            'id' => 'pool_1', 'type' => 'dynamic', 'name' => 'Welcome', 'handle' => 'welcome',
            'dynamic' => ['templateId' => 'tpl_1', 'templateName' => 'Ten percent'],
        ]]);

        $html = $this->render('pool/form.phtml', ['view_model' => $this->poolForm(['id' => 'pool_1'], null)]);

        self::assertStringContainsString('<input type="hidden" name="pool[type]" value="dynamic">', $html);
        self::assertStringContainsString('name="pool[template]" value="template:tpl_1"', $html);
        self::assertStringContainsString('Ten percent', $html);
        self::assertCount(1, $this->service->calls);
    }

    public function testTheSettingsShowNoSecret(): void
    {
        $this->service->answers('GET /api/bridge/v1/account', 200, ['account' => ['name' => 'A']]);
        $this->service->answers('GET /api/bridge/v1/api-clients', 200, ['clients' => [
            ['id' => 'cpk_1', 'name' => 'Mail', 'secret' => 'whsec_no', 'secrets' => [['secret' => 'whsec_no']]],
        ]]);

        $html = $this->render('settings/index.phtml', [
            'view_model' => new SettingsPage($this->askService()),
            'words' => $this->words(), 'history_words' => $this->historyWords(),
        ]);

        self::assertStringContainsString('cpk_1', $html);
        self::assertStringNotContainsString('whsec_no', $html);
    }

    public function testADraftIsPreviewedAsItWasAskedFor(): void
    {
        $this->service->answers('GET /api/bridge/v1/uploads/upl_1', 200, ['id' => 'upl_1', 'status' => 'draft']);
        $this->service->answers('POST /api/bridge/v1/uploads/upl_1/preview', 200, [
            'reading' => ['codeColumn' => 1, 'hasHeader' => true, 'delimiter' => 'semicolon'],
            'columns' => [['index' => 0, 'name' => 'Name'], ['index' => 1, 'name' => 'Code']],
            'rows' => [['row' => 2, 'cells' => ['Ada', 'A-1'], 'becomes' => ['kind' => 'code', 'code' => 'A-1']]],
            'problem' => null,
        ]);

        $html = $this->uploadPage(['id' => 'upl_1', 'reading' => ['codeColumn' => '1', 'expiryColumn' => '',
            'hasHeader' => '1', 'delimiter' => 'semicolon', 'dateOrder' => 'sideways']]);

        self::assertSame(
            ['reading' => ['sheet' => 0, 'hasHeader' => true, 'codeColumn' => 1, 'expiryColumn' => null,
                'delimiter' => 'semicolon']],
            $this->service->calls[1]['body']
        );
        self::assertMatchesRegularExpression('~<option value="1" selected>Code</option>~', $html);
        self::assertStringContainsString('<code>A-1</code>', $html);
    }

    /**
     * @param array<string,mixed> $parameters
     * @return array<string,string> pages by name
     */
    private function pages(array $parameters): array
    {
        $ask = $this->askService();
        $connection = new Connection($this->config(), $ask, $this->everythingAllowed());
        return [
            'pool' => $this->render('pool/view.phtml', [
                'view_model' => $this->poolPage($parameters),
                'words' => $this->words(), 'history_words' => $this->historyWords(),
            ]),
            'codes' => $this->render('pool/check.phtml', [
                'view_model' => new CodesCheck($this->poolPage($parameters), $ask),
                'words' => $this->words(), 'history_words' => $this->historyWords(),
            ]),
            'redemptions' => $this->render('pool/redemptions.phtml', [
                'view_model' => $this->redemptions($this->poolPage($parameters)),
                'words' => $this->words(), 'history_words' => $this->historyWords(),
            ]),
            'form' => $this->render('pool/form.phtml', ['view_model' => $this->poolForm($parameters, null)]),
            'upload' => $this->uploadPage($parameters),
            'settings' => $this->render('settings/index.phtml', [
                'view_model' => new SettingsPage($ask),
                'words' => $this->words(), 'history_words' => $this->historyWords(),
            ]),
            'privacy' => $this->render('settings/privacy.phtml', [
                'view_model' => new Privacy($ask),
                'words' => $this->words(), 'history_words' => $this->historyWords(),
            ]),
            'history' => $this->render('history/index.phtml', [
                'view_model' => new HistoryPage($this->request($parameters), $this->pathId(), $ask),
                'words' => $this->words(), 'history_words' => $this->historyWords(),
            ]),
            'check' => $this->render('check/index.phtml', [
                'view_model' => $this->selfTest(),
            ]),
            'queue' => $this->render('queue/index.phtml', [
                'view_model' => $this->messages(),
                'words' => $this->words(), 'history_words' => $this->historyWords(),
            ]),
            'alerts' => $this->render('alert/index.phtml', [
                'view_model' => new AlertsPage(
                    $ask,
                    new FormMemory($this->createMock(DataPersistorInterface::class))
                ),
                'words' => $this->words(), 'history_words' => $this->historyWords(),
                'alert_words' => new AlertWords(),
            ]),
            'notices' => $this->render('connection.phtml', ['view_model' => $connection])
                . $this->render('notices.phtml', [
                    'view_model' => new Notices($connection, $ask, new AlertWords(), $this->everythingAllowed()),
                ]),
            'state' => $this->renderBlock('system/config/state.phtml', $this->state($connection)),
        ];
    }

    /**
     * @param array<string,mixed> $parameters
     */
    private function poolPage(array $parameters): PoolPage
    {
        return new PoolPage(
            $this->request($parameters),
            $this->pathId(),
            $this->askService(),
            $this->everythingAllowed(),
            new ListChoices($this->translateSentence())
        );
    }

    public function testTheFormSaysWhenARuleThatIsMissingWillBeListed(): void
    {
        $this->service->answers('GET ' . self::BASE . '/templates', 200, ['templates' => []]);
        $this->service->answers('GET ' . self::BASE . '/rules', 200, ['rules' => []]);
        $note = function (array $exchange): string {
            $this->service->answers('GET ' . self::BASE . '/account', 200, ['exchange' => $exchange]);
            return $this->render('pool/form.phtml', ['view_model' => $this->poolForm([], null)]);
        };
        // Linked a moment ago: no rule at all is known yet.
        self::assertStringContainsString(
            'Magento has not told its rules yet. Cron does so with its first exchange',
            $note(['lastAt' => null, 'lateSeconds' => 20, 'isLate' => false])
        );
        self::assertStringContainsString(
            'A rule is listed here with the first exchange after it was saved in Magento',
            $note(['lastAt' => '2026-11-23T11:00:00Z', 'lateSeconds' => 5, 'isLate' => false])
        );
        foreach ([null, '2026-11-23T11:00:00Z'] as $lastAt) {
            self::assertStringContainsString(
                'The exchange is late (21 minutes), so rules',
                $note(['lastAt' => $lastAt, 'lateSeconds' => 1290, 'isLate' => true])
            );
        }
    }

    private function redemptions(PoolPage $page): Redemptions
    {
        $currency = $this->createMock(CurrencyInterface::class);
        $currency->method('getCurrency')->willReturnCallback(static function (): void {
            throw new \InvalidArgumentException('No such currency.');
        });
        return new Redemptions($page, $this->askService(), $currency);
    }

    private function selfTest(): SelfTest
    {
        $check = $this->createMock(CheckInterface::class);
        $check->method('execute')->willReturn([
            ['label' => self::HOSTILE, 'ok' => false, 'detail' => self::HOSTILE, 'advice' => self::HOSTILE],
        ]);
        return new SelfTest(new RunChecks([$check]));
    }

    private function messages(): Messages
    {
        $dead = $this->createMock(ListDead::class);
        $dead->method('execute')->willReturn([[
            'queue' => 'outbox', 'entry' => 1, 'name' => self::HOSTILE, 'kind' => self::HOSTILE, 'attempts' => 3,
            'error' => self::HOSTILE, 'at' => '2026-11-23T09:00:00Z',
        ]]);
        return new Messages($dead);
    }

    /**
     * @param Connection $connection
     */
    private function state(Connection $connection): State
    {
        $state = $this->createMock(State::class);
        $state->method('connection')->willReturn($connection);
        $state->method('words')->willReturn($this->words());
        $state->method('getData')->willReturn('coupon_pools_connection_state');
        return $state;
    }

    public function testTheLinkCodeHasNoNameAndIsNeverSavedWithTheConfiguration(): void
    {
        $connect = $this->createMock(Connect::class);
        $connect->method('connection')->willReturn(
            new Connection($this->config(), $this->askService(), $this->everythingAllowed())
        );
        $connect->method('getData')->willReturn('coupon_pools_connection_code');
        $connect->method('code')->willReturn('CPL-"1"');

        $html = $this->renderBlock('system/config/connect.phtml', $connect);

        $this->assertHarmless($html, 'connect');
        // What did not connect the shop need not be typed again.
        self::assertStringContainsString('value="CPL-&quot;1&quot;"', $html);
        self::assertStringNotContainsString(' name=', $html);
    }

    /**
     * @param array<string,mixed> $parameters
     */
    private function uploadPage(array $parameters): string
    {
        return $this->render('upload/view.phtml', [
            'view_model' => new UploadPage(
                $this->request($parameters),
                $this->pathId(),
                $this->askService(),
                new MapReading(),
                $this->everythingAllowed()
            ),
            'words' => $this->words(), 'history_words' => $this->historyWords(),
        ]);
    }

    /**
     * @param array<string,mixed> $parameters
     * @param array<string,mixed>|null $kept
     */
    private function poolForm(array $parameters, ?array $kept): PoolForm
    {
        $persistor = $this->createMock(DataPersistorInterface::class);
        $persistor->method('get')->willReturn($kept);
        return new PoolForm(
            $this->request($parameters),
            $this->pathId(),
            $this->askService(),
            new FormMemory($persistor),
            new FillForm(),
            new PoolFields(),
            new ListChoices($this->translateSentence())
        );
    }

    private function hostileService(): void
    {
        $bad = self::HOSTILE;
        $claim = ['code' => $bad, 'key' => $bad, 'campaign' => $bad, 'state' => 'assigned', 'assignedAt' => $bad,
            'pool' => ['id' => 'pool_2', 'name' => $bad]];
        $pool = ['id' => $bad, 'name' => $bad, 'handle' => $bad, 'type' => 'static', 'status' => 'unavailable',
            'reason' => $bad, 'fallbackCode' => $bad, 'counts' => ['expired' => $bad]];
        $upload = ['id' => $bad, 'status' => 'draft', 'fileName' => $bad, 'error' => $bad, 'poolId' => $bad];
        $answers = [
            'GET /account' => ['account' => ['name' => $bad], 'exchange' => ['lastAt' => $bad]],
            'GET /api-clients' => ['clients' => [['id' => $bad, 'name' => $bad, 'createdAt' => $bad]]],
            'GET /alerts' => ['alerts' => [
                ['kind' => $bad, 'count' => $bad, 'pools' => [['id' => $bad, 'name' => $bad]]],
            ]],
            'GET /alert-settings' => ['recipients' => [$bad], 'alerts' => [$bad], 'kinds' => [$bad], 'mail' => 'on'],
            'GET /alert-mails' => ['mails' => [['address' => $bad, 'type' => $bad, 'poolName' => $bad,
                'state' => $bad, 'error' => $bad, 'at' => $bad]]],
            'GET /endpoints' => ['endpoints' => [['id' => $bad, 'url' => $bad, 'waiting' => $bad,
                'offReason' => $bad, 'deliveries' => [['eventId' => $bad, 'type' => $bad, 'poolName' => $bad,
                    'state' => $bad, 'attempts' => $bad, 'status' => $bad, 'error' => $bad, 'at' => $bad]]]]],
            'GET /rules' => ['rules' => [['id' => 1, 'name' => $bad, 'problems' => [$bad]]]],
            'GET /templates' => ['templates' => [['id' => $bad, 'name' => $bad, 'words' => [$bad]]]],
            'GET /pools/pool_1' => ['pool' => $pool],
            'GET /pools/pool_1/check' => ['check' => ['checkedAt' => $bad, 'looked' => $bad, 'trouble' => $bad,
                'refused' => [['code' => $bad, 'why' => $bad, 'rule' => $bad]]]],
            'GET /pools/pool_1/redemptions' => ['assigned' => $bad, 'percentRedeemed' => $bad,
                'money' => [['currency' => $bad, 'orders' => $bad, 'revenue' => $bad, 'discount' => $bad]]],
            'GET /pools/pool_1/claims' => ['claims' => [$claim]],
            'POST /pools/pool_1/look-up' => ['matches' => [$claim, ['state' => $bad] + $claim]],
            'GET /pools/pool_1/history' => ['entries' => [['at' => $bad, 'text' => $bad, 'actor' => $bad]]],
            'GET /privacy' => ['identifier' => $bad, 'contactMonths' => $bad, 'monthsToChoose' => [$bad],
                'personalNames' => [['client' => $bad, 'what' => $bad]],
                'erased' => [['source' => $bad, 'messages' => $bad, 'receivedAt' => $bad, 'finishedAt' => $bad]]],
            'GET /history' => ['entries' => [['id' => $bad, 'at' => $bad, 'text' => $bad, 'actor' => $bad,
                'pool' => ['id' => 'pool_2', 'name' => $bad]]]],
            'GET /uploads' => ['uploads' => [$upload]],
            'GET /uploads/pool_1' => ['upload' => $upload],
            'POST /uploads/pool_1/preview' => ['columns' => [['index' => 0, 'name' => $bad]], 'problem' => $bad,
                'sheets' => [['name' => $bad]], 'rows' => [['row' => $bad, 'cells' => [$bad],
                    'becomes' => ['kind' => 'invalid', 'problem' => $bad]]]],
        ];
        foreach ($answers as $call => $body) {
            [$method, $path] = explode(' ', $call);
            $this->service->answers($method . ' ' . self::BASE . $path, 200, $body);
        }
    }

    /**
     * No script, no style and no handler stands in the page: what the policy for content allows, and nobody slipped in.
     */
    private function assertHarmless(string $html, string $page): void
    {
        $document = new \DOMDocument();
        $document->loadHTML('<?xml encoding="UTF-8"><body>' . $html, LIBXML_NOERROR);
        $xpath = new \DOMXPath($document);
        $found = $xpath->query('//script | //style | //@style | //@*[starts-with(name(), "on")]');
        self::assertNotFalse($found);
        self::assertCount(0, $found, $page . ': ' . $found->item(0)?->nodeName);
    }

    public function testTheServicesInstantsAreShownInTheShopsTime(): void
    {
        self::assertSame('2026-11-28 18:40', $this->words()->time('2026-11-28T17:40:08Z'));
        self::assertSame('2026-11-28 18:40', $this->words()->time('2026-11-28T19:40:08+02:00'));
        self::assertSame('', $this->words()->time(null));
    }

    public function testNumbersStandAsTheLanguageOfTheAdminHasThem(): void
    {
        self::assertSame('12,345.5', $this->formatNumber()->execute(12345.5));
        self::assertSame('12.345,5', $this->formatNumber('de_DE')->execute(12345.5));
        self::assertSame('127', $this->formatNumber('de_DE')->execute(127.0));
    }

    public function testNobodyIsLedToAPageThatIsNotAllowed(): void
    {
        $this->service->answers('GET ' . self::BASE . '/account', 200, ['exchange' => ['isLate' => true]]);
        foreach (['https://pools.example.com', ''] as $address) {
            $ask = $this->askService($address);
            $may = new Connection($this->config($address), $ask, $this->everythingAllowed());
            $mayNot = new Connection($this->config($address), $ask, $this->nothingAllowed());
            self::assertStringContainsString('<a ', $this->render('connection.phtml', ['view_model' => $may]));
            $html = $this->render('connection.phtml', ['view_model' => $mayNot]);
            self::assertStringContainsString('message-warning', $html);
            self::assertStringNotContainsString('<a ', $html);
        }
    }
}
