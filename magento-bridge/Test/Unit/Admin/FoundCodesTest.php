<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Model\Admin\Outcome;
use CouponPools\Bridge\Model\Claim\AssignAnother;
use CouponPools\Bridge\Model\Claim\VoidCode;
use CouponPools\Bridge\Model\Pool\ListChoices;
use CouponPools\Bridge\ViewModel\PoolPage;
use Magento\Framework\AuthorizationInterface;

/**
 * What can be done with a code that was looked up.
 */
class FoundCodesTest extends AdminTestCase
{
    private const VOID = 'POST ' . self::BASE . '/pools/pool_1/void';
    private const ANOTHER = 'POST ' . self::BASE . '/pools/pool_1/another';
    private const FOUND = [
        'code' => 'A-1', 'key' => 'msg-1', 'state' => 'assigned', 'pool' => ['id' => 'pool_2', 'name' => 'Elsewhere'],
    ];

    /**
     * @param array<string,mixed> $found
     */
    private function html(
        array $found,
        ?AuthorizationInterface $authorization = null,
        bool $hasOlder = false
    ): string {
        $this->service->answers('GET ' . self::BASE . '/pools/pool_1', 200, ['id' => 'pool_1', 'type' => 'static']);
        $this->service->answers('POST ' . self::BASE . '/pools/pool_1/look-up', 200, [
            'matches' => [$found],
            'hasOlder' => $hasOlder,
        ]);
        return $this->render('pool/view.phtml', [
            'view_model' => new PoolPage(
                $this->request(['id' => 'pool_1', 'by' => 'code', 'asked' => 'A-1']),
                $this->pathId(),
                $this->askService(),
                $authorization ?? $this->everythingAllowed(),
                new ListChoices($this->translateSentence())
            ),
            'words' => $this->words(), 'history_words' => $this->historyWords(),
        ]);
    }

    public function testACodeIsVoidedInThePoolThatHasItAndAnotherAssignedThere(): void
    {
        $html = $this->html(self::FOUND);
        $url = fn (string $action): string => htmlspecialchars(
            $this->url('coupon_pools/pool/' . $action, ['id' => 'pool_1', 'pool' => 'pool_2'])
        );

        self::assertStringContainsString('action="' . $url('voidCode') . '"', $html);
        self::assertStringContainsString('name="code" value="A-1"', $html);
        self::assertStringContainsString('action="' . $url('another') . '"', $html);
        self::assertMatchesRegularExpression('~name="messageKey"\s+value="msg-1"~', $html);
        self::assertMatchesRegularExpression('~name="voidEarlier" value="1" checked~', $html);
        self::assertStringContainsString('<td>Elsewhere</td>', $html);
    }

    public function testACodeAndTheOneThatWasAssignedForItNameEachOther(): void
    {
        $void = $this->html(['state' => 'void', 'anotherFor' => null, 'others' => 'B-2, <C-3>'] + self::FOUND);
        self::assertStringContainsString('Another code given: B-2, &lt;C-3&gt;', $void);
        self::assertStringNotContainsString('Another code for', $void);

        $newer = $this->html(['anotherFor' => 'Z-9', 'others' => null] + self::FOUND);
        self::assertStringContainsString('Another code for Z-9', $newer);
        self::assertStringNotContainsString('Another code given', $newer);
    }

    public function testItIsSaidWhereMoreWasFoundThanIsShown(): void
    {
        $sentence = 'These are the newest 1. An older one is found by its code or by the key of its message.';
        self::assertStringContainsString($sentence, $this->html(self::FOUND, hasOlder: true));
        self::assertStringNotContainsString('These are the newest', $this->html(self::FOUND));
    }

    public function testTheQuestionBeforeAnotherCodeSaysWhatBecomesOfTheEarlierOne(): void
    {
        $html = html_entity_decode($this->html(self::FOUND), ENT_QUOTES);
        self::assertStringContainsString('"ticked":"The code A-1 becomes void: it is never handed out again.', $html);
        self::assertStringContainsString('"unticked":"The code A-1 stays as it is, unless', $html);
        // One that was used or is void already stays what it is.
        self::assertStringNotContainsString('"ticked"', html_entity_decode(
            $this->html(['state' => 'redeemed'] + self::FOUND),
            ENT_QUOTES
        ));
    }

    public function testWhatCannotBeDoneIsNotOffered(): void
    {
        foreach (['redeemed', 'void', 'fallback', 'released', 'expired', 'pending', null] as $state) {
            self::assertStringNotContainsString('voidCode', $this->html(['state' => $state] + self::FOUND));
        }
        foreach (['available', 'assigned', 'kept', 'quarantined'] as $state) {
            self::assertStringContainsString('voidCode', $this->html(['state' => $state] + self::FOUND));
        }
        // A code that was used stays what it is; its contact can get another all the same.
        $redeemed = $this->html(['state' => 'redeemed'] + self::FOUND);
        self::assertStringContainsString('pool/another', $redeemed);
        self::assertStringNotContainsString('voidEarlier', $redeemed);
        // Nobody got it, or the contact was erased.
        self::assertStringNotContainsString('pool/another', $this->html(['key' => null] + self::FOUND));
        self::assertStringNotContainsString('pool/another', $this->html(['pool' => null] + self::FOUND));
    }

    public function testWhoMayNotManagePoolsChangesNothing(): void
    {
        $authorization = $this->createMock(AuthorizationInterface::class);
        $authorization->method('isAllowed')->willReturnCallback(
            static fn ($resource): bool => $resource === 'CouponPools_Bridge::view'
        );
        $html = $this->html(self::FOUND, $authorization);

        self::assertStringContainsString('A-1', $html);
        self::assertStringNotContainsString('voidCode', $html);
        self::assertStringNotContainsString('pool/another', $html);
    }

    public function testItIsSaidWhatBecomesOfAVoidCodeInMagento(): void
    {
        $void = new VoidCode($this->pathId(), $this->askService());
        $this->service->answers(self::VOID, 200, ['inShop' => 'deleted']);
        self::assertEquals(
            new Outcome(true, 'The code A-1 is void. It is deleted in Magento with the next exchange.'),
            $void->execute('pool_1', 'A-1')
        );
        self::assertSame(['code' => 'A-1'], $this->service->calls[0]['body']);

        $this->service->answers(self::VOID, 200, ['inShop' => 'stays']);
        self::assertEquals(
            new Outcome(true, 'The code A-1 is void. It works in Magento until you delete it there.'),
            $void->execute('pool_1', 'A-1')
        );

        $this->service->answers(self::VOID, 400, ['detail' => 'This code is handed out no more already.']);
        self::assertEquals(
            new Outcome(false, 'This code is handed out no more already.'),
            $void->execute('pool_1', 'A-1')
        );
    }

    public function testTheOtherCodeIsToldOrWhyThereIsNone(): void
    {
        $another = new AssignAnother($this->pathId(), $this->askService());
        $this->service->answers(self::ANOTHER, 200, ['key' => 'another-1', 'code' => 'B-2', 'expiresAt' => null]);
        $outcome = $another->execute('pool_1', 'msg-1', null);

        self::assertTrue($outcome->isDone);
        self::assertStringStartsWith('Another code for this contact: B-2.', $outcome->sentence);
        self::assertSame(['key' => 'msg-1', 'earlier' => 'stays'], $this->service->calls[0]['body']);

        $this->service->answers(self::ANOTHER, 409, ['detail' => 'The pool has no code to give at the moment.']);
        self::assertEquals(
            new Outcome(false, 'The pool has no code to give at the moment.'),
            $another->execute('pool_1', 'msg-1', '1')
        );
        self::assertSame(['key' => 'msg-1', 'earlier' => 'void'], $this->service->calls[1]['body']);
    }

    public function testWithoutAPoolNothingIsAsked(): void
    {
        foreach ([null, '', '../x', ['pool_1']] as $pool) {
            self::assertFalse((new VoidCode($this->pathId(), $this->askService()))->execute($pool, 'A-1')->isDone);
            $another = new AssignAnother($this->pathId(), $this->askService());
            self::assertFalse($another->execute($pool, 'msg-1', null)->isDone);
        }
        self::assertSame([], $this->service->calls);
    }
}
