<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Model\Admin\Reply;
use CouponPools\Bridge\Model\Upload\CheckPool;
use CouponPools\Bridge\ViewModel\NewUpload;

/**
 * Where a file is chosen, it is said first whether one can be sent.
 */
class NewUploadTest extends AdminTestCase
{
    private const POOL = 'GET ' . self::BASE . '/pools/pool_1';

    private function html(string $pool = 'pool_1'): string
    {
        $page = new NewUpload($this->request(['pool' => $pool]), $this->pathId(), new CheckPool($this->askService()));
        return $this->render('upload/new.phtml', ['view_model' => $page]);
    }

    public function testAStaticPoolTakesAFileAndIsNamed(): void
    {
        $this->service->answers(self::POOL, 200, ['id' => 'pool_1', 'name' => 'Loyal <3', 'type' => 'static']);
        $html = $this->html();

        self::assertStringContainsString('For the pool Loyal &lt;3.', $html);
        self::assertStringContainsString('type="file"', $html);
        self::assertStringContainsString('&quot;isAway&quot;:false', $html);
        self::assertStringNotContainsString('cannot be reached', $html);
    }

    public function testThatTheServiceIsAwayIsSaidBeforeAFileIsChosenAndTheFormIsKept(): void
    {
        $html = $this->html();

        self::assertStringContainsString('Coupon Pools cannot be reached at the moment.', $html);
        self::assertStringContainsString('type="file"', $html);
        self::assertStringContainsString('&quot;isAway&quot;:true', $html);
        self::assertStringContainsString('upload\/ready', $html);
    }

    public function testAShopThatIsNotConnectedIsToldSoAndAsksNobody(): void
    {
        $checkPool = new CheckPool($this->askService(''));
        $page = new NewUpload($this->request(['pool' => 'pool_1']), $this->pathId(), $checkPool);
        $html = $this->render('upload/new.phtml', ['view_model' => $page]);

        self::assertStringContainsString('not connected to Coupon Pools yet', $html);
        self::assertStringNotContainsString('type="file"', $html);
        self::assertSame([], $this->service->calls);
    }

    public function testWhatWillNeverTakeAFileShowsNoForm(): void
    {
        $refusals = [
            'This pool makes its codes itself. Upload codes to a static pool.' => [200, ['type' => 'dynamic']],
            'This pool is archived. Take it out of the archive before you upload codes.'
                => [200, ['type' => 'static', 'status' => 'archived']],
            'This account has no pool with that id or handle.'
                => [404, ['detail' => 'This account has no pool with that id or handle.']],
        ];
        foreach ($refusals as $sentence => [$status, $body]) {
            $this->service->answers(self::POOL, $status, $body);
            $html = $this->html();
            self::assertStringContainsString($sentence, $html);
            self::assertStringNotContainsString('type="file"', $html);
        }
        self::assertStringContainsString('There is no such pool.', $this->html('../pools'));
    }

    public function testOnlyWhatMayGoBetterInAMomentIsAskedAgain(): void
    {
        foreach ([0, 429, 500, 503] as $status) {
            self::assertTrue((new Reply($status, [], 'No.'))->isAway());
        }
        foreach ([200, 400, 401, 404, 409, 413] as $status) {
            self::assertFalse((new Reply($status, [], 'No.'))->isAway());
        }
    }
}
