<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Service;

use CouponPools\Bridge\Model\Service\SignRequest;
use PHPUnit\Framework\TestCase;

/**
 * The same vectors as the service's own tests.
 */
class SignRequestTest extends TestCase
{
    private const VECTORS = '/test/vectors/signature.json';
    /** The first of them, for a module that was installed without the service's repository. */
    private const FIRST = [
        'secret' => 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
        'id' => 'msg_2026-11-23_000001',
        'timestamp' => '1795424400',
        'method' => 'POST',
        'target' => '/api/v1/claims',
        'body' => '{"pool":"welcome-2026","campaign":{"id":"welcome-2026","type":"automation"},'
            . '"recipients":[{"key":"msg-000001","contact":"ada@example.com"}]}',
        'signature' => 'v1,/ddI/cn4Zr0B+12MqB4FQxb3n3+bTTolxfn79vlf0mI=',
    ];

    /**
     * @return array<string,array{0:array<string,string>}>
     */
    public static function vectors(): array
    {
        $file = dirname(__DIR__, 4) . self::VECTORS;
        if (!is_file($file)) {
            return ['the first' => [self::FIRST]];
        }
        $vectors = json_decode((string)file_get_contents($file), true);
        $cases = [];
        foreach ($vectors['accepted'] as $case) {
            $cases[$case['name']] = [$case];
        }
        return $cases;
    }

    /**
     * @dataProvider vectors
     * @param array<string,string> $case
     */
    public function testSignsAsTheVectorsSay(array $case): void
    {
        $body = isset($case['bodyBase64']) ? (string)base64_decode($case['bodyBase64'], true) : $case['body'];
        $signature = (new SignRequest())->execute(
            $case['secret'],
            $case['id'],
            (int)$case['timestamp'],
            $case['method'],
            $case['target'],
            $body
        );
        self::assertContains($signature, explode(' ', $case['signature']));
    }

    public function testASecretThatIsNoneIsABug(): void
    {
        $this->expectException(\InvalidArgumentException::class);
        (new SignRequest())->execute('0:3:encrypted', 'msg_1', 1, 'GET', '/', '');
    }
}
