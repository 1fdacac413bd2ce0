<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service;

use CouponPools\Bridge\Api\ActorInterface;
use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Api\ServiceClientInterface;
use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Place\RefuseCopy;
use GuzzleHttp\ClientFactory;
use GuzzleHttp\Exception\GuzzleException;
use GuzzleHttp\Psr7\Request;
use GuzzleHttp\Psr7\Utils;
use GuzzleHttp\RequestOptions;
use Psr\Http\Message\RequestInterface;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\StreamInterface;

/**
 * Speaks HTTP with the service. Reads are tried again, a bounded number of times; whatever changes something is not:
 * the caller knows whether saying it twice does harm.
 */
class ServiceClient implements ServiceClientInterface
{
    /** The two calls that find out whether a copy is one. */
    private const OF_COPIES = ['/api/bridge/v1/exchange', '/api/bridge/v1/moved'];
    private const CONNECT_SECONDS = 5;
    private const ANSWER_SECONDS = 30;
    private const DOWNLOAD_SECONDS = 1800;

    /** What is longer goes to a file of the system. */
    private const DOWNLOAD_MEMORY_BYTES = 65536;
    private const READ_TRIES = 3;
    private const RETRY_PAUSE_SECONDS = 1;

    /** After this long an admin page has waited enough. */
    private const RETRY_WITHIN_SECONDS = 10;

    /**
     * Wires the parts.
     *
     * @param ClientFactory $clientFactory
     * @param Config $config
     * @param SignRequest $signRequest
     * @param ActorInterface $actor
     * @param ClockInterface $clock
     * @param RefuseCopy $refuseCopy
     * @param TranslateSentence $translateSentence
     */
    public function __construct(
        private readonly ClientFactory $clientFactory,
        private readonly Config $config,
        private readonly SignRequest $signRequest,
        private readonly ActorInterface $actor,
        private readonly ClockInterface $clock,
        private readonly RefuseCopy $refuseCopy,
        private readonly TranslateSentence $translateSentence
    ) {
    }

    /**
     * @inheritDoc
     */
    public function send(string $method, string $path, ?array $body = null, array $query = []): ServiceAnswer
    {
        if (!in_array($path, self::OF_COPIES, true)) {
            $this->refuseCopy->execute();
        }
        return $this->answer($this->call($this->signed($this->request($method, $path, $body, $query))));
    }

    /**
     * @inheritDoc
     */
    public function sendBytes(string $method, string $path, string $bytes, string $contentType): ServiceAnswer
    {
        $this->refuseCopy->execute();
        $request = new Request($method, $this->url($path, []), ['Content-Type' => $contentType], $bytes);
        return $this->answer($this->call($this->signed($request)));
    }

    /**
     * @inheritDoc
     */
    public function download(string $path, array $query = []): StreamInterface
    {
        $this->refuseCopy->execute();
        $request = $this->signed($this->request('GET', $path, null, $query)->withoutHeader('Accept'));
        // Not as a stream of PHP: that takes an answer which broke off for one that has ended.
        $response = $this->call($request, static fn (): array => [
            RequestOptions::SINK => Utils::tryFopen('php://temp/maxmemory:' . self::DOWNLOAD_MEMORY_BYTES, 'w+'),
            RequestOptions::TIMEOUT => self::DOWNLOAD_SECONDS,
            'curl' => [CURLOPT_LOW_SPEED_LIMIT => 1, CURLOPT_LOW_SPEED_TIME => self::ANSWER_SECONDS],
        ]);
        if ($response->getStatusCode() !== 200) {
            $answer = $this->answer($response);
            throw new ServiceUnavailable(
                __(
                    'The file cannot be read: %1',
                    $this->translateSentence->execute($answer->problemDetail()) ?: $answer->status
                )
            );
        }
        return $response->getBody();
    }

    /**
     * @inheritDoc
     */
    public function sendUnsigned(string $method, string $path, array $body): ServiceAnswer
    {
        return $this->answer($this->call($this->request($method, $path, $body, [])));
    }

    /**
     * A call with a JSON body, or without one.
     *
     * @param string $method
     * @param string $path
     * @param array<string,mixed>|null $body
     * @param array<string,scalar|null> $query
     */
    private function request(string $method, string $path, ?array $body, array $query): RequestInterface
    {
        $headers = ['Accept' => 'application/json'];
        $bytes = '';
        if ($body !== null) {
            $headers['Content-Type'] = 'application/json';
            $bytes = json_encode(
                $body === [] ? new \stdClass() : $body,
                JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE
            );
        }
        return new Request($method, $this->url($path, $query), $headers, $bytes);
    }

    /**
     * The whole address of a call.
     *
     * @param string $path
     * @param array<string,scalar|null> $query
     */
    private function url(string $path, array $query): string
    {
        $address = $this->config->address();
        if ($address === '') {
            throw new ServiceUnavailable(__('The address of the service is not set.'));
        }
        $said = array_map(
            static fn ($value) => is_bool($value) ? ($value ? 'true' : 'false') : $value,
            array_filter($query, static fn ($value): bool => $value !== null)
        );
        return $address . $path . ($said === [] ? '' : '?' . http_build_query($said, '', '&', PHP_QUERY_RFC3986));
    }

    /**
     * Signs what will stand in the request line, after Guzzle has read the address.
     *
     * @param RequestInterface $request
     */
    private function signed(RequestInterface $request): RequestInterface
    {
        if (!$this->config->isConnected()) {
            throw new ServiceUnavailable(__('This shop is not connected to Coupon Pools.'));
        }
        $id = 'msg_' . bin2hex(random_bytes(16));
        $timestamp = $this->clock->now();
        $signature = $this->signRequest->execute(
            $this->config->secret(),
            $id,
            $timestamp,
            $request->getMethod(),
            $request->getRequestTarget(),
            (string)$request->getBody()
        );
        $actor = $this->actor->name();
        $request = $request->withHeader('x-api-key-id', $this->config->keyId())
            ->withHeader('webhook-id', $id)
            ->withHeader('webhook-timestamp', (string)$timestamp)
            ->withHeader('webhook-signature', $signature);
        return $actor === null ? $request : $request->withHeader('x-actor', $actor);
    }

    /**
     * Sends; reads again if there is no answer.
     *
     * @param RequestInterface $request
     * @param \Closure|null $options makes what Guzzle is told, anew for every try
     */
    private function call(RequestInterface $request, ?\Closure $options = null): ResponseInterface
    {
        $tries = $request->getMethod() === 'GET' ? self::READ_TRIES : 1;
        $until = $this->clock->now() + self::RETRY_WITHIN_SECONDS;
        for ($try = 1;; $try++) {
            try {
                return $this->once($request, $options === null ? [] : $options());
            } catch (ServiceUnavailable $unavailable) {
                if ($try >= $tries || $this->clock->now() >= $until) {
                    throw $unavailable;
                }
            }
            $this->clock->sleep(self::RETRY_PAUSE_SECONDS);
        }
    }

    /**
     * Sends once.
     *
     * @param RequestInterface $request
     * @param array<string,mixed> $options
     */
    private function once(RequestInterface $request, array $options): ResponseInterface
    {
        // A redirect is not followed: the signature is good for one address only.
        $client = $this->clientFactory->create(['config' => $options + [
            RequestOptions::CONNECT_TIMEOUT => self::CONNECT_SECONDS,
            RequestOptions::TIMEOUT => self::ANSWER_SECONDS,
            RequestOptions::HTTP_ERRORS => false,
            RequestOptions::ALLOW_REDIRECTS => false,
        ]]);
        try {
            $response = $client->send($request);
        } catch (GuzzleException $exception) {
            throw new ServiceUnavailable(
                __('%1 does not answer: %2', $this->config->address(), $this->cause($exception)),
                $exception instanceof \Exception ? $exception : null
            );
        }
        if ($response->getStatusCode() >= 500) {
            throw new ServiceUnavailable(
                __('%1 has a fault (status %2).', $this->config->address(), $response->getStatusCode())
            );
        }
        return $response;
    }

    /**
     * What went wrong, without curl's link to its error codes and the address of the request.
     *
     * @param GuzzleException $exception
     */
    private function cause(GuzzleException $exception): string
    {
        return (string)preg_replace('~ \(see \S+\)( for \S+)?$~', '', $exception->getMessage());
    }

    /**
     * Reads the answer; a page of somebody else is none.
     *
     * @param ResponseInterface $response
     */
    private function answer(ResponseInterface $response): ServiceAnswer
    {
        try {
            $text = (string)$response->getBody();
        } catch (\RuntimeException $exception) {
            throw new ServiceUnavailable(__('The answer of the service broke off.'), $exception);
        }
        $body = json_decode($text, true);
        $status = $response->getStatusCode();
        if (!is_array($body) && $text !== '' && $status < 300) {
            throw new ServiceUnavailable(
                __('%1 does not answer as Coupon Pools does: is the address right?', $this->config->address())
            );
        }
        return new ServiceAnswer($status, is_array($body) ? $body : []);
    }
}
