<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use CouponPools\Bridge\Api\ServiceClientInterface;
use CouponPools\Bridge\Model\Service\ServiceAnswer;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;
use Magento\Framework\Phrase;
use Psr\Http\Message\StreamInterface;

/**
 * A service that answers what a test tells it, and keeps what it was asked.
 */
class AnsweringService implements ServiceClientInterface
{
    /** @var list<array{method: string, path: string, body: mixed, query: array<string,mixed>}> */
    public array $calls = [];

    /** @var array<string,ServiceAnswer> by method and path; without one there is no answer */
    private array $answers = [];

    /** @var array<string,StreamInterface> by path */
    private array $files = [];

    /**
     * @param string $call such as `GET /api/bridge/v1/pools`
     * @param int $status
     * @param array<string,mixed> $body
     */
    public function answers(string $call, int $status, array $body): void
    {
        $this->answers[$call] = new ServiceAnswer($status, $body);
    }

    public function downloads(string $path, StreamInterface $file): void
    {
        $this->files[$path] = $file;
    }

    /**
     * @inheritDoc
     */
    public function send(string $method, string $path, ?array $body = null, array $query = []): ServiceAnswer
    {
        $this->calls[] = ['method' => $method, 'path' => $path, 'body' => $body, 'query' => $query];
        return $this->answers[$method . ' ' . $path]
            ?? throw new ServiceUnavailable(new Phrase('There is no answer.'));
    }

    /**
     * @inheritDoc
     */
    public function sendBytes(string $method, string $path, string $bytes, string $contentType): ServiceAnswer
    {
        $this->calls[] = ['method' => $method, 'path' => $path, 'body' => $bytes, 'query' => []];
        return $this->answers[$method . ' ' . $path]
            ?? throw new ServiceUnavailable(new Phrase('There is no answer.'));
    }

    /**
     * @inheritDoc
     */
    public function download(string $path, array $query = []): StreamInterface
    {
        $this->calls[] = ['method' => 'GET', 'path' => $path, 'body' => null, 'query' => $query];
        return $this->files[$path] ?? throw new ServiceUnavailable(new Phrase('There is no answer.'));
    }

    /**
     * @inheritDoc
     */
    public function sendUnsigned(string $method, string $path, array $body): ServiceAnswer
    {
        return $this->send($method, $path, $body);
    }
}
