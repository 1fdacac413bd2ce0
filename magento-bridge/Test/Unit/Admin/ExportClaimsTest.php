<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Model\Admin\FetchFile;
use CouponPools\Bridge\Model\Claim\ExportClaims;
use CouponPools\Bridge\Model\Pool\ListChoices;
use CouponPools\Bridge\ViewModel\PoolPage;
use GuzzleHttp\Psr7\FnStream;
use GuzzleHttp\Psr7\Utils;
use Magento\Framework\Exception\LocalizedException;
use Magento\Framework\Filesystem;
use Magento\Framework\Filesystem\Directory\WriteInterface as Directory;
use Magento\Framework\Filesystem\File\WriteInterface as File;

/**
 * Who got which code, as a file.
 */
class ExportClaimsTest extends AdminTestCase
{
    private const EXPORT = self::BASE . '/claims/export';

    /** @var array<string,list<string>> what was written to which file, piece by piece */
    private array $files = [];

    private function export(string $address = 'https://pools.example.com'): ExportClaims
    {
        $directory = $this->createMock(Directory::class);
        $directory->method('openFile')->willReturnCallback(function ($path): File {
            $this->files[$path] = [];
            $file = $this->createMock(File::class);
            $file->method('write')->willReturnCallback(function ($data) use ($path): int {
                $this->files[$path][] = $data;
                return strlen($data);
            });
            return $file;
        });
        $directory->method('delete')->willReturnCallback(function ($path): bool {
            unset($this->files[$path]);
            return true;
        });
        $filesystem = $this->createMock(Filesystem::class);
        $filesystem->method('getDirectoryWrite')->willReturn($directory);
        return new ExportClaims(
            $this->config($address),
            $this->pathId(),
            new FetchFile($this->service, $filesystem)
        );
    }

    public function testALongFileGoesThroughInPieces(): void
    {
        $line = "Welcome,A-1,assigned\r\n";
        $this->service->downloads(self::EXPORT, Utils::streamFor(str_repeat($line, 20000)));

        $path = $this->export()->execute('pool_1', '2026-11-01', '2026-11-24');

        self::assertMatchesRegularExpression('~^coupon_pools/download/[0-9a-f]{32}\.csv$~', $path);
        self::assertSame(str_repeat($line, 20000), implode('', $this->files[$path]));
        self::assertLessThanOrEqual(65536, max(array_map('strlen', $this->files[$path])));
        self::assertSame(
            ['pool' => 'pool_1', 'from' => '2026-11-01', 'to' => '2026-11-24'],
            $this->service->calls[0]['query']
        );
    }

    public function testWithoutAPoolAndDaysEverythingIsAskedFor(): void
    {
        $this->service->downloads(self::EXPORT, Utils::streamFor(''));
        $this->export()->execute(null, '', null);

        self::assertSame(['pool' => null, 'from' => null, 'to' => null], $this->service->calls[0]['query']);
    }

    public function testWhatIsNoDayOrNoPoolIsASentenceAndAskedOfNobody(): void
    {
        $wrong = [
            [null, '24.11.2026', ''],
            [null, '2026-02-30', ''],
            [null, ['2026-11-24'], ''],
            [null, '2026-11-24', '2026-11-23'],
            ['../account', '', ''],
        ];
        foreach ($wrong as [$pool, $from, $to]) {
            try {
                $this->export()->execute($pool, $from, $to);
                self::fail('It was exported.');
            } catch (LocalizedException $exception) {
                self::assertNotSame('', $exception->getMessage());
            }
        }
        self::assertSame([], $this->service->calls);
    }

    public function testWithoutAConnectionAndWithoutAServiceThereIsASentence(): void
    {
        foreach (['' => 'not connected', 'https://pools.example.com' => 'no answer'] as $address => $sentence) {
            try {
                $this->export($address)->execute(null, '', '');
                self::fail('It was exported.');
            } catch (LocalizedException $exception) {
                self::assertStringContainsString($sentence, $exception->getMessage());
            }
        }
    }

    public function testAFileThatBreaksOffIsNotKept(): void
    {
        $this->service->downloads(self::EXPORT, FnStream::decorate(Utils::streamFor('a,b'), [
            'read' => static function (): string {
                throw new \RuntimeException('The disk is full.');
            },
        ]));
        try {
            $this->export()->execute(null, '', '');
            self::fail('It was exported.');
        } catch (LocalizedException) {
            self::assertSame([], $this->files);
        }
    }

    public function testThePageOfAPoolExportsItAndThePageOfAllPoolsAll(): void
    {
        $this->service->answers('GET ' . self::BASE . '/pools/pool_1', 200, ['id' => 'pool_1']);
        $page = new PoolPage(
            $this->request(['id' => 'pool_1']),
            $this->pathId(),
            $this->askService(),
            $this->everythingAllowed(),
            new ListChoices($this->translateSentence())
        );
        $url = fn (array $query): string => 'action="' . $this->url('coupon_pools/claim/export', $query) . '"';
        self::assertStringContainsString(
            $url(['pool' => 'pool_1']),
            $this->render('export.phtml', ['view_model' => $page])
        );
        self::assertStringContainsString($url([]), $this->render('export.phtml', []));
    }
}
