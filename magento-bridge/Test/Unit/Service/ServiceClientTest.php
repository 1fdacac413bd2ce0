<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Service;

use CouponPools\Bridge\Api\ActorInterface;
use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Place\PlaceState;
use CouponPools\Bridge\Model\Place\RefuseCopy;
use CouponPools\Bridge\Model\Service\Nobody;
use CouponPools\Bridge\Model\Service\ServiceClient;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;
use CouponPools\Bridge\Model\Service\ShopIsCopy;
use CouponPools\Bridge\Model\Service\SignedInAdmin;
use CouponPools\Bridge\Model\Service\SignRequest;
use CouponPools\Bridge\Model\Service\TranslateSentence;
use CouponPools\Bridge\Test\Stub\PretendClock;
use GuzzleHttp\Client;
use GuzzleHttp\ClientFactory;
use GuzzleHttp\Exception\ConnectException;
use GuzzleHttp\Handler\MockHandler;
use GuzzleHttp\HandlerStack;
use GuzzleHttp\Middleware;
use GuzzleHttp\Psr7\Request;
use GuzzleHttp\Psr7\Response;
use Magento\Backend\Model\Auth\Session;
use Magento\Framework\App\Config\ScopeConfigInterface;
use Magento\Framework\DataObject;
use PHPUnit\Framework\TestCase;

class ServiceClientTest extends TestCase
{
    private const SECRET = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
    private const NOW = 1795424400;

    /** @var array<int,array<string,mixed>> requests and their options */
    private array $sent = [];
    /** @var string */
    private string $copyOf = '';

    public static function setUpBeforeClass(): void
    {
        require_once dirname(__DIR__, 2) . '/bootstrap.php';
    }

    public function testWhatIsSignedIsWhatStandsInTheRequestLine(): void
    {
        $client = $this->client([new Response(200, [], '{"total":1}')], 'https://pools.example.com/behind/');
        $answer = $client
            ->send('GET', '/api/bridge/v1/pools', null, ['search' => 'é b/ä', 'type' => null, 'on' => true]);
        self::assertSame(1, $answer->body['total']);
        $request = $this->sent[0]['request'];
        $target = '/behind/api/bridge/v1/pools?search=%C3%A9%20b%2F%C3%A4&on=true';
        self::assertSame($target, $request->getRequestTarget());
        self::assertSame('cpb_KEY', $request->getHeaderLine('x-api-key-id'));
        self::assertSame((string)self::NOW, $request->getHeaderLine('webhook-timestamp'));
        self::assertMatchesRegularExpression('/^[A-Za-z0-9_-]{1,128}$/', $request->getHeaderLine('webhook-id'));
        self::assertSame(
            (new SignRequest())
                ->execute(self::SECRET, $request->getHeaderLine('webhook-id'), self::NOW, 'GET', $target, ''),
            $request->getHeaderLine('webhook-signature')
        );
        self::assertFalse($request->hasHeader('x-actor'));
    }

    public function testEveryCallHasTimeOutsAndFollowsNoRedirect(): void
    {
        $answer = $this->client([new Response(302, ['Location' => 'https://elsewhere.example.com'])])
            ->send('POST', '/x', []);
        self::assertSame(302, $answer->status);
        self::assertFalse($answer->isOk());
        self::assertSame('{}', (string)$this->sent[0]['request']->getBody());
        self::assertSame(5, $this->sent[0]['options']['connect_timeout']);
        self::assertSame(30, $this->sent[0]['options']['timeout']);
    }

    public function testARefusalIsAnAnswer(): void
    {
        $problem = '{"code":"invalid_request","detail":"No.","errors":[{"path":"name","message":"Too long"}]}';
        $answer = $this->client([new Response(400, [], $problem)])->send('POST', '/x', ['a' => 1]);
        self::assertSame('invalid_request', $answer->problemCode());
        self::assertSame('No.', $answer->problemDetail());
        self::assertSame([['path' => 'name', 'message' => 'Too long']], $answer->problemErrors());
    }

    public function testWhoDoesNotAnswerIsNamedOnce(): void
    {
        $told = 'cURL error 7: Failed to connect to pools.example.com port 443 after 0 ms'
            . ' (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://pools.example.com/x?a=b';
        $down = fn (): ConnectException => new ConnectException($told, new Request('GET', '/x'));
        try {
            $this->client([$down(), $down(), $down()])->send('GET', '/x');
            self::fail('It answered.');
        } catch (ServiceUnavailable $unavailable) {
            self::assertSame(
                'https://pools.example.com does not answer: cURL error 7: Failed to connect to pools.example.com port '
                . '443 after 0 ms',
                $unavailable->getMessage()
            );
        }
    }

    public function testReadsAreTriedAgainABoundedNumberOfTimes(): void
    {
        $down = fn (): ConnectException => new ConnectException('refused', new Request('GET', '/'));
        self::assertTrue($this->client([$down(), new Response(503), new Response(200)])->send('GET', '/x')->isOk());
        $this->sent = [];
        try {
            $this->client([$down(), $down(), $down(), new Response(200)])->send('GET', '/x');
            self::fail('It went on too long.');
        } catch (ServiceUnavailable $unavailable) {
            self::assertStringContainsString('refused', $unavailable->getMessage());
            self::assertCount(3, $this->sent);
        }
    }

    public function testWhatChangesSomethingIsSentOnce(): void
    {
        try {
            $this->client([new Response(500), new Response(200)])->send('POST', '/x', []);
            self::fail('It was sent again.');
        } catch (ServiceUnavailable) {
            self::assertCount(1, $this->sent);
        }
    }

    public function testAPageInsteadOfJsonIsNotTheService(): void
    {
        $this->expectException(ServiceUnavailable::class);
        $this->client([new Response(200, [], '<html>')])->send('GET', '/x');
    }

    public function testBytesAreSentAsTheyAre(): void
    {
        $bytes = random_bytes(1000);
        $this->client([new Response(200, [], '{"received":[1]}')])
            ->sendBytes('PUT', '/api/bridge/v1/uploads/u/parts/1', $bytes, 'application/octet-stream');
        $request = $this->sent[0]['request'];
        self::assertSame($bytes, (string)$request->getBody());
        self::assertSame('application/octet-stream', $request->getHeaderLine('content-type'));
    }

    public function testADownloadIsAStreamAndARefusedOneThrows(): void
    {
        self::assertSame('a,b', (string)$this->client([new Response(200, [], 'a,b')])->download('/x'));
        $this->expectException(ServiceUnavailable::class);
        $this->client([new Response(404, [], '{"detail":"Gone."}')])->download('/x');
    }

    public function testADownloadThatBreaksOffIsNotTakenForAWholeFile(): void
    {
        // Says that more will come, and hangs up; as often as it is asked again.
        $script = <<<'PHP'
            $server = stream_socket_server('tcp://127.0.0.1:0');
            echo stream_socket_get_name($server, false), "\n";
            while ($client = @stream_socket_accept($server, 10)) {
                fread($client, 65536);
                fwrite($client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\na,b\r\n\r\n");
                fclose($client);
            }
            PHP;
        // phpcs:ignore Magento2.Security.InsecureFunction
        $server = proc_open([PHP_BINARY, '-r', $script], [1 => ['pipe', 'w']], $pipes);
        self::assertTrue(is_resource($server));
        try {
            $client = $this->client(null, 'http://' . trim((string)fgets($pipes[1])));
            $this->expectException(ServiceUnavailable::class);
            $client->download('/x');
        } finally {
            // phpcs:ignore Magento2.Security.InsecureFunction
            proc_terminate($server);
        }
    }

    public function testTheFirstCallIsNotSigned(): void
    {
        $this->client([new Response(200, [], '{}')], 'https://pools.example.com', '')->sendUnsigned('POST', '/l', []);
        self::assertFalse($this->sent[0]['request']->hasHeader('webhook-signature'));
    }

    public function testACopySendsNothingButTheTwoCallsThatFindOutWhetherItIsOne(): void
    {
        $this->copyOf = 'This database was copied.';
        $client = $this->client([new Response(200, [], '{}'), new Response(200, [], '{}')]);
        $client->send('POST', '/api/bridge/v1/exchange', []);
        $client->send('POST', '/api/bridge/v1/moved', []);
        $calls = [
            static fn () => $client->send('POST', '/api/bridge/v1/disconnect', []),
            static fn () => $client->send('GET', '/api/bridge/v1/account'),
            static fn () => $client->sendBytes('PUT', '/x', 'abc', 'application/octet-stream'),
            static fn () => $client->download('/x'),
        ];
        foreach ($calls as $call) {
            try {
                $call();
                self::fail('It was sent.');
            } catch (ShopIsCopy $refused) {
                self::assertStringContainsString('This database was copied.', $refused->getMessage());
            }
        }
        self::assertCount(2, $this->sent);
    }

    public function testWithoutAKeyNothingIsSent(): void
    {
        $client = $this->client([new Response(200)], 'https://pools.example.com', '');
        $this->expectException(ServiceUnavailable::class);
        $client->send('GET', '/x');
    }

    public function testThePersonIsNamedInTheHeader(): void
    {
        $actor = new SignedInAdmin(new Session(new DataObject(['user_name' => "jäne\r\n" . str_repeat('x', 200)])));
        $this->client([new Response(200)], 'https://pools.example.com', self::SECRET, $actor)->send('GET', '/x');
        $name = $this->sent[0]['request']->getHeaderLine('x-actor');
        self::assertStringStartsWith('magento:j_ne_x', $name);
        self::assertSame(100, strlen($name));
    }

    /**
     * @param array<int,mixed>|null $answers null: those of a real server
     */
    private function client(
        ?array $answers,
        string $address = 'https://pools.example.com',
        string $secret = self::SECRET,
        ActorInterface $actor = new Nobody()
    ): ServiceClient {
        $stack = HandlerStack::create($answers === null ? null : new MockHandler($answers));
        $stack->push(Middleware::history($this->sent));
        $factory = $this->createMock(ClientFactory::class);
        $factory->method('create')->willReturnCallback(
            static fn (array $data): Client => new Client(['handler' => $stack] + $data['config'])
        );
        $values = [Config::PATH_ADDRESS => $address, Config::PATH_KEY_ID => 'cpb_KEY', Config::PATH_SECRET => $secret];
        $scopeConfig = $this->createMock(ScopeConfigInterface::class);
        $scopeConfig->method('getValue')->willReturnCallback(static fn (string $path) => $values[$path] ?? null);
        $place = $this->createMock(PlaceState::class);
        $place->method('refusal')->willReturnCallback(fn (): string => $this->copyOf);
        return new ServiceClient(
            $factory,
            new Config($scopeConfig),
            new SignRequest(),
            $actor,
            new PretendClock(self::NOW),
            new RefuseCopy($place),
            new TranslateSentence()
        );
    }
}
