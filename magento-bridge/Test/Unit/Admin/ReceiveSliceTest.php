<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Model\Admin\ReadAnswer;
use CouponPools\Bridge\Model\DeleteStaleFiles;
use CouponPools\Bridge\Model\Upload\PartFile;
use CouponPools\Bridge\Model\Upload\ReceiveSlice;
use CouponPools\Bridge\Model\Upload\SendPart;
use CouponPools\Bridge\Model\Upload\Slice;
use CouponPools\Bridge\Test\Stub\PretendClock;
use Magento\Framework\Filesystem;
use Magento\Framework\Filesystem\Directory\WriteInterface as Directory;
use Magento\Framework\Filesystem\File\WriteInterface as File;

/**
 * Slices become parts, whatever is repeated, lost or sent to another server.
 */
class ReceiveSliceTest extends AdminTestCase
{
    private const PART = 'PUT /api/bridge/v1/uploads/upl_1/parts/2';

    /** @var string */
    private string $root = '';

    protected function setUp(): void
    {
        parent::setUp();
        $this->root = sys_get_temp_dir() . '/coupon-pools-' . bin2hex(random_bytes(6));
    }

    protected function tearDown(): void
    {
        foreach (glob($this->root . '/coupon_pools/upload/*') ?: [] as $file) {
            unlink($file);
        }
        foreach (['/coupon_pools/upload', '/coupon_pools/download', '/coupon_pools', ''] as $folder) {
            if (is_dir($this->root . $folder)) {
                rmdir($this->root . $folder);
            }
        }
    }

    public function testAPartIsHandedOnWhenItIsWholeAndThenForgotten(): void
    {
        $this->service->answers(self::PART, 200, ['received' => [1, 2]]);
        $receive = $this->receive();

        self::assertSame(['received' => 4, 'done' => false], $receive->execute($this->slice(0, 'abcd'))->body);
        self::assertSame([], $this->service->calls);
        self::assertSame(['received' => 10, 'done' => true], $receive->execute($this->slice(4, 'efghij'))->body);
        self::assertSame('abcdefghij', $this->service->calls[0]['body']);
        self::assertSame([], $this->files());
    }

    public function testARepeatedSliceIsNotAddedTwice(): void
    {
        $this->service->answers(self::PART, 200, []);
        $receive = $this->receive();

        $receive->execute($this->slice(0, 'abcd'));
        self::assertSame(['received' => 4, 'done' => false], $receive->execute($this->slice(0, 'abcd'))->body);
        $receive->execute($this->slice(4, 'efghij'));

        self::assertSame('abcdefghij', $this->service->calls[0]['body']);
    }

    public function testASliceBeyondWhatIsHereSaysFromWhereToGoOn(): void
    {
        $reply = $this->receive()->execute($this->slice(4, 'efghij'));

        self::assertTrue($reply->isOk());
        self::assertSame(['received' => 0, 'done' => false], $reply->body);
    }

    public function testAPartThatTheServiceDidNotGetIsKeptAndSentWithTheRepeatedSlice(): void
    {
        $receive = $this->receive();
        $receive->execute($this->slice(0, 'abcd'));
        $failed = $receive->execute($this->slice(4, 'efghij'));

        self::assertFalse($failed->isOk());
        self::assertSame(0, $failed->status);
        self::assertStringContainsString('cannot be reached', $failed->problem);
        self::assertCount(1, $this->files());

        $this->service->answers(self::PART, 200, []);
        self::assertSame(['received' => 10, 'done' => true], $receive->execute($this->slice(4, 'efghij'))->body);
        self::assertSame([], $this->files());
    }

    public function testARefusalOfTheServiceIsToldInItsWords(): void
    {
        $this->service->answers(self::PART, 404, ['code' => 'not_found', 'detail' => 'There is no such upload.']);
        $receive = $this->receive();
        $receive->execute($this->slice(0, 'abcd'));

        $reply = $receive->execute($this->slice(4, 'efghij'));

        self::assertSame(404, $reply->status);
        self::assertSame('There is no such upload.', $reply->problem);
    }

    /**
     * @dataProvider unsound
     */
    public function testWhatIsNoSliceOfAFileIsRefused(Slice $slice): void
    {
        self::assertSame(400, $this->receive()->execute($slice)->status);
        self::assertSame([], $this->files());
    }

    /**
     * @return array<string,array{Slice}>
     */
    public static function unsound(): array
    {
        return [
            'no id' => [new Slice('', 1, 10, 0, 'a')],
            'part 0' => [new Slice('upl_1', 0, 10, 0, 'a')],
            'a part beyond all files' => [new Slice('upl_1', 10001, 10, 0, 'a')],
            'a part of a gigabyte' => [new Slice('upl_1', 1, 1073741824, 0, 'a')],
            'before the beginning' => [new Slice('upl_1', 1, 10, -1, 'a')],
            'over the end' => [new Slice('upl_1', 1, 10, 8, 'abc')],
            'nothing' => [new Slice('upl_1', 1, 10, 0, '')],
        ];
    }

    public function testWhatNobodyWentOnWithForADayIsDeleted(): void
    {
        $this->receive()->execute($this->slice(0, 'abcd'));
        $file = $this->files()[0];
        touch($file, 1795424400);

        // Magento deletes a download once it has sent all of it: not where the browser went away.
        $download = $this->root . '/coupon_pools/download/0f6e.csv';
        mkdir(dirname($download));
        touch($download, 1795424400);

        $after = fn (int $seconds): DeleteStaleFiles => new DeleteStaleFiles(
            $this->filesystem(),
            new PretendClock(1795424400 + $seconds)
        );
        $after(86400)->execute();
        self::assertFileExists($file);
        self::assertFileExists($download);
        $after(86401)->execute();
        self::assertFileDoesNotExist($file);
        self::assertFileDoesNotExist($download);
    }

    private function receive(): ReceiveSlice
    {
        return new ReceiveSlice(
            new PartFile($this->filesystem()),
            new SendPart($this->service, new ReadAnswer($this->translateSentence()))
        );
    }

    /**
     * The folder var/ as a folder of this machine, through Magento's interfaces.
     */
    private function filesystem(): Filesystem
    {
        $root = $this->root . '/';
        $directory = $this->createMock(Directory::class);
        $directory->method('create')->willReturnCallback(
            static fn ($path) => is_dir($root . $path) || mkdir($root . $path, 0777, true)
        );
        $directory->method('openFile')->willReturnCallback(
            fn ($path, $mode) => $this->file(fopen($root . $path, $mode))
        );
        $directory->method('readFile')->willReturnCallback(static fn ($path) => file_get_contents($root . $path));
        $directory->method('delete')->willReturnCallback(
            static fn ($path) => !is_file($root . $path) || unlink($root . $path)
        );
        $directory->method('isExist')->willReturnCallback(static fn ($path) => file_exists($root . $path));
        $directory->method('read')->willReturnCallback(static fn ($path) => array_map(
            static fn (string $file): string => substr($file, strlen($root)),
            glob($root . $path . '/*') ?: []
        ));
        $directory->method('stat')->willReturnCallback(static function ($path) use ($root) {
            clearstatcache();
            return stat($root . $path);
        });
        $filesystem = $this->createMock(Filesystem::class);
        $filesystem->method('getDirectoryWrite')->willReturn($directory);
        return $filesystem;
    }

    /**
     * @param resource $handle
     */
    private function file($handle): File
    {
        $file = $this->createMock(File::class);
        $file->method('lock')->willReturnCallback(static fn () => flock($handle, LOCK_EX));
        $file->method('unlock')->willReturnCallback(static fn () => flock($handle, LOCK_UN));
        $file->method('seek')->willReturnCallback(
            static fn ($offset, $whence = SEEK_SET) => fseek($handle, $offset, $whence)
        );
        $file->method('tell')->willReturnCallback(static fn () => ftell($handle));
        $file->method('write')->willReturnCallback(static fn ($data) => fwrite($handle, $data));
        $file->method('flush')->willReturnCallback(static fn () => fflush($handle));
        $file->method('close')->willReturnCallback(static fn () => fclose($handle));
        return $file;
    }

    private function slice(int $offset, string $bytes): Slice
    {
        return new Slice('upl_1', 2, 10, $offset, $bytes);
    }

    /**
     * @return list<string>
     */
    private function files(): array
    {
        return glob($this->root . '/coupon_pools/upload/*') ?: [];
    }
}
