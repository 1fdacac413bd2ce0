<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use CouponPools\Bridge\Api\ServiceClientInterface;
use CouponPools\Bridge\Model\Service\ServiceAnswer;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;
use Magento\Framework\Phrase;
use Psr\Http\Message\StreamInterface;

/**
 * The service's side of the exchange, as the protocol has it: gives instructions until it has their results, and takes
 * every event once.
 */
class ServiceSide implements ServiceClientInterface
{
    /** @var array<string,array{id:string,kind:string,data:array<string,mixed>}> */
    public array $instructions = [];
    /** @var array<string,array<string,mixed>> by instruction */
    public array $results = [];
    /** @var array<string,array<string,mixed>> by id */
    public array $events = [];
    /** @var array<int,array<string,mixed>> */
    public array $rulePages = [];
    /** @var string[] kinds of events that are never taken */
    public array $refusedKinds = [];
    /** @var string[] kinds of events that are passed over */
    public array $ignoredKinds = [];
    /** @var string[] ids of events, and instructions of results, that make the whole load bad */
    public array $poison = [];
    /** @var array<int,array<string,mixed>> bodies as they came */
    public array $received = [];
    /** @var array<string,array<string,mixed>> links by code */
    public array $links = [];
    /** @var int */
    public int $answersToLose = 0;
    /** @var int */
    public int $callsToFail = 0;
    /** @var string|null */
    public ?string $refuseLink = null;
    /** @var string|null every exchange is that of a copy */
    public ?string $refuseCopy = null;
    /** @var int how many cursors were given */
    public int $cursors = 0;
    /** @var array<int,array<string,mixed>> bodies of "the shop has moved here" */
    public array $moves = [];
    /** @var bool */
    public bool $isKeyRefused = false;
    /** @var bool every exchange is refused, whatever is in it */
    public bool $isShopRefused = false;
    /** @var int|null what stands before the service answers every exchange with this, and a page of its own */
    public ?int $proxyStatus = null;
    /** @var string[] paths that were called */
    public array $paths = [];

    public function instruct(string $id, string $kind, array $data): void
    {
        $this->instructions[$id] = ['id' => $id, 'kind' => $kind, 'data' => $data];
    }

    public function send(string $method, string $path, ?array $body = null, array $query = []): ServiceAnswer
    {
        $body = $body === null ? null : json_decode(json_encode($body, JSON_THROW_ON_ERROR), true);
        if ($this->callsToFail > 0) {
            $this->callsToFail--;
            throw new ServiceUnavailable(new Phrase('The service does not answer.'));
        }
        $this->paths[] = $path;
        $answer = match ($path) {
            '/api/bridge/v1/moved' => $this->move((array)$body),
            '/api/bridge/v1/exchange' => $this->exchange((array)$body),
            '/api/bridge/v1/disconnect', '/api/bridge/v1/account' => new ServiceAnswer(200, []),
            default => new ServiceAnswer(404, ['code' => 'not_found', 'detail' => 'Not found']),
        };
        return $this->deliver($answer);
    }

    public function sendBytes(string $method, string $path, string $bytes, string $contentType): ServiceAnswer
    {
        throw new \LogicException('Not used here.');
    }

    public function download(string $path, array $query = []): StreamInterface
    {
        throw new \LogicException('Not used here.');
    }

    public function sendUnsigned(string $method, string $path, array $body): ServiceAnswer
    {
        if ($this->refuseLink !== null) {
            return new ServiceAnswer(401, ['code' => 'unauthorized', 'detail' => $this->refuseLink]);
        }
        $known = $this->links[$body['code']] ?? $body;
        if ($known['installationId'] !== $body['installationId'] || $known['keyId'] !== $body['keyId']) {
            return new ServiceAnswer(401, ['code' => 'unauthorized', 'detail' => 'The code was used.']);
        }
        $this->links[$body['code']] = $body;
        return $this->deliver(new ServiceAnswer(200, [
            'account' => ['id' => 'acc_1', 'name' => 'Muster GmbH'],
            'store' => ['id' => 'store_1'],
        ]));
    }

    /**
     * @param array<string,mixed> $body
     */
    private function exchange(array $body): ServiceAnswer
    {
        $this->received[] = $body;
        if ($this->proxyStatus !== null) {
            return new ServiceAnswer($this->proxyStatus, []);
        }
        if ($this->refuseCopy !== null) {
            return new ServiceAnswer(409, ['code' => 'shop_copied', 'detail' => $this->refuseCopy]);
        }
        if ($this->isShopRefused) {
            return new ServiceAnswer(400, ['code' => 'invalid_request', 'detail' => 'The shop is not valid.']);
        }
        $said = [...array_column($body['events'], 'id'), ...array_column($body['results'], 'instruction')];
        if (array_intersect($said, $this->poison) !== []) {
            return new ServiceAnswer(400, ['code' => 'invalid_request', 'detail' => 'A part of it is not valid.']);
        }
        $accepted = ['results' => [], 'events' => []];
        $refused = [];
        foreach ($body['results'] as $result) {
            $this->results[$result['instruction']] = $result;
            unset($this->instructions[$result['instruction']]);
            $accepted['results'][] = $result['instruction'];
        }
        foreach ($body['events'] as $event) {
            if (in_array($event['kind'], $this->refusedKinds, true)) {
                $refused[] = ['id' => $event['id'], 'detail' => 'Nobody wants this.'];
            } elseif (!in_array($event['kind'], $this->ignoredKinds, true)) {
                $this->events[$event['id']] ??= $event;
                $accepted['events'][] = $event['id'];
            }
        }
        if ($body['rules'] !== null) {
            $this->rulePages[] = $body['rules'];
        }
        $given = array_slice(array_values($this->instructions), 0, $body['instructionsMax']);
        return new ServiceAnswer(200, [
            'serverTime' => gmdate('Y-m-d\TH:i:s\Z'),
            'cursor' => 'cur_' . (++$this->cursors),
            'accepted' => $accepted,
            'refused' => ['events' => $refused],
            'instructions' => $given,
            'more' => count($given) < count($this->instructions),
            'againInSeconds' => 5,
        ]);
    }

    /**
     * @param array<string,mixed> $body
     */
    private function move(array $body): ServiceAnswer
    {
        if ($this->isKeyRefused) {
            return new ServiceAnswer(401, ['code' => 'unauthorized', 'detail' => 'The key is not known.']);
        }
        $this->moves[] = $body;
        $this->refuseCopy = null;
        return new ServiceAnswer(200, ['cursor' => 'cur_' . (++$this->cursors)]);
    }

    private function deliver(ServiceAnswer $answer): ServiceAnswer
    {
        if ($this->answersToLose > 0) {
            $this->answersToLose--;
            throw new ServiceUnavailable(new Phrase('The answer was lost.'));
        }
        return $answer;
    }
}
