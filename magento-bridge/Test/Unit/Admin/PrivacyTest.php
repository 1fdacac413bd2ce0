<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Model\Privacy\AskContactData;
use CouponPools\Bridge\Model\Privacy\SavePrivacy;
use CouponPools\Bridge\ViewModel\Privacy;

/**
 * What concerns people.
 */
class PrivacyTest extends AdminTestCase
{
    private const PRIVACY = self::BASE . '/privacy';
    private const DATA = 'POST ' . self::BASE . '/contacts/data';

    public function testWhatIsSetIsChosenAndWhoWasForgottenIsNotNamed(): void
    {
        $this->service->answers('GET ' . self::PRIVACY, 200, [
            'identifier' => 'own',
            'contactMonths' => 13,
            'monthsToChoose' => [3, 13, 'x'],
            'personalNames' => [['client' => 'Mailer', 'what' => 'keys'], ['client' => 'Other', 'what' => 'both']],
            'erased' => [
                ['source' => 'bridge', 'messages' => 3, 'finishedAt' => '2026-11-23T09:00:00Z'],
                ['source' => 'api', 'messages' => 0, 'receivedAt' => '2026-11-23T09:00:00Z', 'finishedAt' => null],
            ],
        ]);
        $privacy = new Privacy($this->askService());
        $html = $this->render('settings/privacy.phtml', ['view_model' => $privacy, 'words' => $this->words()]);

        self::assertMatchesRegularExpression('~<option value="own" selected>~', $html);
        self::assertMatchesRegularExpression('~<option value="13" selected>\s*After 13 months~', $html);
        self::assertStringContainsString('Mailer sends them in the keys of messages.', $html);
        self::assertStringContainsString('Other sends them in the keys of messages and ids of campaigns.', $html);
        self::assertCount(3, $privacy->months());
        self::assertSame(2, substr_count($html, 'selected>'));
        [$done, $running] = $privacy->erased($this->words());
        self::assertMatchesRegularExpression('/^2026-11-23 \d\d:00, asked in Magento\. Messages: 3\.$/', $done);
        self::assertMatchesRegularExpression('/^Since 2026-11-23 \d\d:00: under way$/', $running);
    }

    public function testBothSettingsAreSavedTogetherAndNeverIsNoNumber(): void
    {
        $save = new SavePrivacy($this->askService());
        $this->service->answers('PUT ' . self::PRIVACY, 200, []);
        self::assertTrue($save->execute('email', '24')->isDone);
        self::assertTrue($save->execute('own', '')->isDone);
        self::assertSame(['identifier' => 'email', 'contactMonths' => 24], $this->service->calls[0]['body']);
        self::assertSame(['identifier' => 'own', 'contactMonths' => null], $this->service->calls[1]['body']);

        $this->service->answers('PUT ' . self::PRIVACY, 400, ['detail' => 'Correct the fields.']);
        self::assertSame('Correct the fields.', $save->execute('name', '5')->sentence);
    }

    public function testWhatIsStoredOfAContactIsAskedForByTheContactAlone(): void
    {
        $ask = new AskContactData($this->askService());
        $this->service->answers(self::DATA, 200, ['messages' => 0, 'file' => "Pool,Code\r\n"]);

        self::assertSame("Pool,Code\r\n", $ask->execute(' ada@example.com ')->body['file']);
        self::assertSame(['contact' => 'ada@example.com'], $this->service->calls[0]['body']);
        foreach (['', '  ', str_repeat('a', 321), "\xff"] as $contact) {
            self::assertStringStartsWith('Enter the contact', $ask->execute($contact)->problem);
        }
        self::assertCount(1, $this->service->calls);
    }
}
