<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Model\Admin\Outcome;
use CouponPools\Bridge\Model\Pool\CancelCreation;
use CouponPools\Bridge\Model\Pool\ChooseTemplate;
use CouponPools\Bridge\Model\Pool\CreateCodes;
use CouponPools\Bridge\Model\Pool\DescribeTemplate;
use CouponPools\Bridge\Model\Pool\ListChoices;
use CouponPools\Bridge\Model\Pool\MapOffer;
use CouponPools\Bridge\ViewModel\PoolPage;

/**
 * Uploaded codes become coupons of a rule.
 */
class CreateCodesTest extends AdminTestCase
{
    private const CREATIONS = 'POST ' . self::BASE . '/pools/pool_1/creations';

    private function create(mixed $choice): Outcome
    {
        $described = new DescribeTemplate($this->askService(), $this->createMock(MapOffer::class));
        $chooseTemplate = new ChooseTemplate($this->askService(), $described);
        return (new CreateCodes($this->askService(), $chooseTemplate))->execute('pool_1', $choice);
    }

    private function page(bool $isAllowed = true): PoolPage
    {
        return new PoolPage(
            $this->request(['id' => 'pool_1']),
            $this->pathId(),
            $this->askService(),
            $isAllowed ? $this->everythingAllowed() : $this->nothingAllowed(),
            new ListChoices($this->translateSentence())
        );
    }

    public function testATemplateIsNamedToTheService(): void
    {
        $this->service->answers(self::CREATIONS, 202, ['creation' => []]);

        self::assertTrue($this->create('template:tpl_1')->isDone);
        self::assertSame(['template' => 'tpl_1'], $this->service->calls[0]['body']);
    }

    public function testARuleBecomesATemplateFirst(): void
    {
        $this->service->answers('GET ' . self::BASE . '/rules', 200, ['rules' => [['id' => 12, 'name' => 'Welcome']]]);
        $this->service->answers('POST ' . self::BASE . '/templates', 201, ['id' => 'tpl_9', 'name' => 'Welcome']);
        $this->service->answers(self::CREATIONS, 202, ['creation' => []]);

        self::assertTrue($this->create('rule:12')->isDone);
        self::assertSame(['name' => 'Welcome', 'rule' => 12], $this->service->calls[1]['body']);
        self::assertSame(['template' => 'tpl_9'], $this->service->calls[2]['body']);
    }

    public function testWithoutARuleNothingIsAsked(): void
    {
        $outcome = $this->create(['no' => 'text']);
        self::assertFalse($outcome->isDone);
        self::assertSame('Choose the cart price rule that gives the codes their value.', $outcome->sentence);
        self::assertSame([], $this->service->calls);
    }

    public function testWhatTheServiceRefusesIsSaid(): void
    {
        $this->service->answers(self::CREATIONS, 400, ['detail' => 'The pool has no unassigned codes.']);

        self::assertSame('The pool has no unassigned codes.', $this->create('template:tpl_1')->sentence);
    }

    private function html(): string
    {
        return $this->render('pool/view.phtml', [
            'view_model' => $this->page(),
            'words' => $this->words(),
            'history_words' => $this->historyWords(),
        ]);
    }

    public function testThePageOffersRulesThatAreFitAndShowsHowFarItHasCome(): void
    {
        $pool = ['id' => 'pool_1', 'type' => 'static', 'status' => 'active', 'remaining' => 5];
        $this->service->answers('GET ' . self::BASE . '/pools/pool_1', 200, $pool);
        $this->service->answers('GET ' . self::BASE . '/pools/pool_1/creation', 200, [
            'creation' => ['state' => 'running', 'created' => 2, 'total' => 5, 'templateName' => 'Welcome'],
        ]);
        $this->service->answers('GET ' . self::BASE . '/templates', 200, ['templates' => [['id' => 't', 'rule' => 1]]]);
        $this->service->answers('GET ' . self::BASE . '/rules', 200, ['rules' => [
            ['id' => 1, 'name' => 'Has a template'],
            ['id' => 2, 'name' => 'Fit'],
            ['id' => 3, 'name' => 'Unfit', 'problems' => ['It is not active.']],
        ]]);

        self::assertTrue($this->page()->isForCreation());
        self::assertSame(['template:t', 'rule:2'], array_column($this->page()->rules(), 'choice'));
        $html = $this->html();
        self::assertStringContainsString('The codes are being created under Welcome.', $html);
        self::assertStringContainsString('Created: 2 of 5.', $html);
        self::assertStringContainsString('cancelCreation', $html);
        self::assertStringNotContainsString('pool/refused', $html);
    }

    public function testACreationThatIsBeingStoppedSaysSo(): void
    {
        $pool = ['id' => 'pool_1', 'type' => 'static', 'status' => 'active', 'remaining' => 5];
        $this->service->answers('GET ' . self::BASE . '/pools/pool_1', 200, $pool);
        $this->service->answers('GET ' . self::BASE . '/pools/pool_1/creation', 200, [
            'creation' => ['state' => 'cancelling', 'created' => 2, 'total' => 5, 'templateName' => 'Welcome'],
        ]);
        $html = $this->html();
        self::assertStringContainsString('It is being stopped', $html);
        self::assertStringNotContainsString('It goes on with every exchange', $html);
        self::assertStringNotContainsString('cancelCreation', $html);
    }

    public function testACreationIsStoppedAndWhatWasRefusedComesAsAFile(): void
    {
        $this->service->answers('POST ' . self::BASE . '/pools/pool_1/creation/cancel', 200, ['creation' => null]);
        self::assertTrue((new CancelCreation($this->askService()))->execute('pool_1')->isDone);

        $pool = ['id' => 'pool_1', 'type' => 'static', 'status' => 'active', 'remaining' => 5];
        $this->service->answers('GET ' . self::BASE . '/pools/pool_1', 200, $pool);
        $this->service->answers('GET ' . self::BASE . '/pools/pool_1/creation', 200, [
            'creation' => ['state' => 'cancelled', 'refused' => 1, 'trouble' => 'disconnected'],
        ]);
        $html = $this->html();
        self::assertStringContainsString('pool/refused?id=pool_1', $html);
        self::assertStringContainsString('The shop is not connected.', $html);
        self::assertStringNotContainsString('cancelCreation', $html);
    }

    public function testWhereNoneWasCreatedThereIsNothingToTell(): void
    {
        $pool = ['id' => 'pool_1', 'type' => 'static', 'status' => 'empty', 'remaining' => 0];
        $this->service->answers('GET ' . self::BASE . '/pools/pool_1', 200, $pool);
        $this->service->answers('GET ' . self::BASE . '/pools/pool_1/creation', 200, ['creation' => null]);

        self::assertSame([], $this->page()->creation());
        self::assertFalse($this->page()->isForCreation());
    }

    public function testARuleIsOfferedWithWhatItDoesAsATemplateIs(): void
    {
        $words = ['10% off.', 'Websites: Main Website.'];
        $choices = (new ListChoices($this->translateSentence()))->execute(
            [['id' => 't', 'rule' => 1, 'words' => $words]],
            [['id' => 2, 'name' => 'Fit', 'description' => 'For Ada', 'words' => ['10% off', 'Websites: Main Website']]]
        );
        self::assertSame(array_fill(0, 2, '10% off. Websites: Main Website.'), array_column($choices, 'words'));
    }

    public function testWhoMayNotCreateThemSeesNothingOfItUnlessTheyWereCreated(): void
    {
        $pool = ['id' => 'pool_1', 'type' => 'static', 'status' => 'active', 'remaining' => 5];
        $this->service->answers('GET ' . self::BASE . '/pools/pool_1', 200, $pool);
        $this->service->answers('GET ' . self::BASE . '/pools/pool_1/creation', 200, ['creation' => null]);

        self::assertTrue($this->page()->isForCreation());
        self::assertFalse($this->page(false)->isForCreation());
    }
}
