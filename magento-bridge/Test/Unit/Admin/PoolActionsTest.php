<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Model\Admin\ActOnPool;
use CouponPools\Bridge\Model\Admin\Outcome;
use CouponPools\Bridge\Model\Admin\Reply;
use CouponPools\Bridge\Model\Admin\ReturnToPool;
use CouponPools\Bridge\Model\Admin\SendFile;
use CouponPools\Bridge\Model\Admin\ShowOutcome;
use CouponPools\Bridge\Model\Pool\ArchivePool;
use CouponPools\Bridge\Model\Pool\UnarchivePool;
use Magento\Backend\Model\View\Result\RedirectFactory;
use Magento\Framework\App\Response\Http\FileFactory;
use Magento\Framework\App\ResponseInterface;
use Magento\Framework\Exception\LocalizedException;
use Magento\Framework\Message\ManagerInterface;
use Magento\Framework\Phrase;

/**
 * What the buttons of a pool's page have in common.
 */
class PoolActionsTest extends AdminTestCase
{
    /** @var list<string> */
    private array $said = [];

    private function showOutcome(): ShowOutcome
    {
        $messages = $this->createMock(ManagerInterface::class);
        $messages->method('addSuccessMessage')->willReturnCallback(function ($message) use ($messages) {
            $this->said[] = 'done: ' . $message;
            return $messages;
        });
        $messages->method('addErrorMessage')->willReturnCallback(function ($message) use ($messages) {
            $this->said[] = 'error: ' . $message;
            return $messages;
        });
        return new ShowOutcome($messages);
    }

    private function actOnPool(mixed $id): ActOnPool
    {
        return new ActOnPool(
            $this->request(['id' => $id]),
            $this->pathId(),
            $this->showOutcome(),
            new ReturnToPool(new RedirectFactory())
        );
    }

    public function testWhatWasDoneOrRefusedIsSaidOnThePageOfThePool(): void
    {
        foreach ([[true, 'done: It is.'], [false, 'error: It is.']] as [$isDone, $said]) {
            $this->said = [];
            $redirect = $this->actOnPool('pool_1')->execute(
                static fn (string $pool): Outcome => new Outcome($isDone && $pool === 'pool_1', 'It is.')
            );

            self::assertSame(['coupon_pools/pool/view', ['id' => 'pool_1']], [$redirect->path, $redirect->params]);
            self::assertSame([$said], $this->said);
        }
    }

    public function testWithoutAPoolNothingIsDoneAndTheGridIsShown(): void
    {
        foreach ([null, '', '../pools', ['pool_1']] as $id) {
            $this->said = [];
            $redirect = $this->actOnPool($id)->execute(static fn (): Outcome => self::fail('It was done.'));

            self::assertSame('coupon_pools/pool/index', $redirect->path);
            self::assertSame(['error: There is no such pool.'], $this->said);
        }
    }

    public function testAPoolIsArchivedWithOrWithoutItsCodesAndTakenOut(): void
    {
        $this->service->answers('POST ' . self::BASE . '/pools/pool_1/archive', 200, []);
        $this->service->answers('POST ' . self::BASE . '/pools/pool_1/unarchive', 409, ['detail' => 'Not now.']);
        $archive = new ArchivePool($this->askService());

        self::assertTrue($archive->execute('pool_1', '1')->isDone);
        self::assertTrue($archive->execute('pool_1', null)->isDone);
        self::assertSame([['deleteUnassigned' => true], ['deleteUnassigned' => false]], array_column(
            $this->service->calls,
            'body'
        ));
        self::assertEquals(
            new Outcome(false, 'Not now.'),
            (new UnarchivePool($this->askService()))->execute('pool_1')
        );
    }

    public function testWhatTheServiceSaysOfFieldsIsSaidInPlaceOfWhatItSaysOfTheWhole(): void
    {
        $reply = new Reply(400, [], 'Some fields need another look.', ['a' => 'Too long.', 'b' => 'Too long.']);

        self::assertSame('Too long.', $reply->outcome(new Phrase('Saved.'))->sentence);
        self::assertSame('No.', (new Reply(400, [], 'No.'))->why());
        self::assertEquals(new Outcome(true, 'Saved.'), (new Reply(200, []))->outcome(new Phrase('Saved.')));
    }

    public function testAFileIsSentWholeAndDeletedOrThereIsASentence(): void
    {
        $sent = $this->createMock(ResponseInterface::class);
        $files = $this->createMock(FileFactory::class);
        $content = ['type' => 'filename', 'value' => 'a/b.csv', 'rm' => true];
        $files->expects(self::once())->method('create')
            ->with('codes.csv', $content, 'var', 'text/csv')->willReturn($sent);
        $sendFile = new SendFile($files, $this->showOutcome());
        $back = (new ReturnToPool(new RedirectFactory()))->execute('pool_1');

        self::assertSame($sent, $sendFile->execute('codes.csv', static fn (): string => 'a/b.csv', $back));
        self::assertSame([], $this->said);
        $broken = static function (): string {
            throw new LocalizedException(new Phrase('It broke off.'));
        };
        self::assertSame($back, $sendFile->execute('codes.csv', $broken, $back));
        self::assertSame(['error: It broke off.'], $this->said);
    }
}
