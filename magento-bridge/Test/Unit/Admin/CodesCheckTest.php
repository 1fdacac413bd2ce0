<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Model\Pool\CheckCodes;
use CouponPools\Bridge\Model\Pool\ListChoices;
use CouponPools\Bridge\ViewModel\CodesCheck;
use CouponPools\Bridge\ViewModel\PoolPage;

/**
 * What the page of a static pool says of its codes at the checkout.
 */
class CodesCheckTest extends AdminTestCase
{
    private const CHECK = self::BASE . '/pools/pool_1/check';
    private const NOTHING = [
        'checkedAt' => null, 'looked' => 0, 'isLooking' => false, 'trouble' => null, 'refused' => [],
    ];
    private const LOOKED = ['checkedAt' => '2026-11-23T09:00:00Z', 'looked' => 20] + self::NOTHING;

    /**
     * @param array<string,mixed> $pool
     */
    private function look(array $pool = ['type' => 'static', 'status' => 'active']): CodesCheck
    {
        $this->service->answers('GET ' . self::BASE . '/pools/pool_1', 200, ['id' => 'pool_1'] + $pool);
        $page = new PoolPage(
            $this->request(['id' => 'pool_1']),
            $this->pathId(),
            $this->askService(),
            $this->everythingAllowed(),
            new ListChoices($this->translateSentence())
        );
        return new CodesCheck($page, $this->askService());
    }

    /**
     * @param array<string,mixed>|null $check
     */
    private function html(?array $check): string
    {
        $this->service->answers('GET ' . self::CHECK, 200, ['check' => $check]);
        return $this->render('pool/check.phtml', ['view_model' => $this->look(), 'words' => $this->words()]);
    }

    public function testItIsSaidHowTheLastLookWentAndWhetherOneIsToCome(): void
    {
        $sentences = [
            [self::NOTHING, 'Nobody has looked yet'],
            [['isLooking' => true] + self::LOOKED, 'looked up with the next exchange'],
            [['looked' => 0] + self::LOOKED, 'There was no code to look up.'],
            [self::LOOKED, 'Codes looked up: 20. All of them work at the checkout.'],
        ];
        foreach ($sentences as [$check, $sentence]) {
            $html = $this->html($check);
            self::assertStringContainsString($sentence, $html);
            self::assertStringContainsString('Check Now', $html);
            self::assertStringNotContainsString('message-', $html);
        }
    }

    public function testEveryRefusedCodeIsShownWithTheReasonAndItsRule(): void
    {
        $reasons = [
            ['not_in_shop', null, 'Not in Magento'],
            ['ended', 'Spring 2025', 'Its cart price rule has ended: Spring 2025'],
            ['scheduled', 'Next', 'Its cart price rule has not begun yet: Next'],
            ['inactive', 'Off', 'Its cart price rule is switched off: Off'],
            ['used_up', 'Once', 'Used already, as often as its cart price rule allows one code: Once'],
            ['invalid', null, 'Magento does not take it as a code'],
            ['struck_by_lightning', null, 'struck by lightning'],
        ];
        $refused = array_map(
            static fn (array $one, int $n): array => ['code' => 'CODE-' . $n, 'why' => $one[0], 'rule' => $one[1]],
            $reasons,
            array_keys($reasons)
        );
        $html = $this->html(['refused' => $refused] + self::LOOKED);

        self::assertStringContainsString('7 of 20 codes that were looked up would be refused', $html);
        foreach ($reasons as $n => [, , $sentence]) {
            self::assertMatchesRegularExpression(
                '~<code>CODE-' . $n . '</code>\s*' . preg_quote($sentence, '~') . '\s*<~',
                $html
            );
        }
    }

    public function testWhatWasFoundBeforeStaysWhileALookIsToCome(): void
    {
        $refused = [['code' => 'A-1', 'why' => 'inactive', 'rule' => 'Off']];
        $html = $this->html(['isLooking' => true, 'refused' => $refused] + self::LOOKED);

        self::assertStringContainsString('1 of 20 codes that were looked up would be refused', $html);
        self::assertStringContainsString('looked up with the next exchange', $html);
        self::assertStringNotContainsString(
            'All of them work',
            $this->html(['isLooking' => true] + self::LOOKED)
        );
    }

    public function testTheAdviceFitsTheReasons(): void
    {
        $advice = function (string ...$reasons): string {
            $refused = array_map(static fn (string $why): array => ['code' => 'A', 'why' => $why], $reasons);
            return $this->html(['refused' => $refused] + self::LOOKED);
        };
        self::assertStringContainsString('Create the missing codes below.', $advice('not_in_shop', 'ended'));
        self::assertStringContainsString('Activate these cart price rules', $advice('not_in_shop', 'ended'));
        self::assertStringNotContainsString('Create the missing codes', $advice('inactive'));
        self::assertStringContainsString('mark them void, or upload others', $advice('used_up'));
        self::assertStringNotContainsString('Activate these', $advice('used_up'));
    }

    public function testWhyNothingCouldBeLookedUpIsSaidUnlessALookIsToCome(): void
    {
        self::assertStringContainsString(
            'The shop is not connected.',
            $this->html(['trouble' => 'disconnected'] + self::LOOKED)
        );
        self::assertStringContainsString(
            'The rule my_rule went away.',
            $this->html(['trouble' => 'The rule my_rule went away.'] + self::LOOKED)
        );
        self::assertStringNotContainsString(
            'not connected',
            $this->html(['trouble' => 'disconnected', 'isLooking' => true] + self::LOOKED)
        );
    }

    public function testWhereNoCodeCanBeLookedUpNothingIsShown(): void
    {
        self::assertSame('', trim($this->html(null)));
    }

    public function testOfDynamicAndOfArchivedPoolsNobodyIsAsked(): void
    {
        self::assertSame([], $this->look(['type' => 'dynamic', 'status' => 'active'])->check());
        self::assertSame([], $this->look(['type' => 'static', 'status' => 'archived'])->check());
        self::assertSame(['/pools/pool_1'], array_values(array_unique(array_map(
            static fn (array $call): string => substr($call['path'], strlen(self::BASE)),
            $this->service->calls
        ))));
    }

    public function testALookIsAskedForAndARefusalIsASentence(): void
    {
        $this->service->answers('POST ' . self::CHECK, 202, ['check' => self::NOTHING]);
        self::assertTrue((new CheckCodes($this->askService()))->execute('pool_1')->isDone);

        $this->service->answers('POST ' . self::CHECK, 400, ['detail' => 'It is a dynamic pool.']);
        self::assertSame('It is a dynamic pool.', (new CheckCodes($this->askService()))->execute('pool_1')->sentence);
    }
}
