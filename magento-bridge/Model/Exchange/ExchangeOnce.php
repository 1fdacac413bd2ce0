<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Exchange;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Api\ServiceClientInterface;
use CouponPools\Bridge\Model\Inbox\InboxTable;
use CouponPools\Bridge\Model\Instant;
use CouponPools\Bridge\Model\Outbox\OutboxTable;
use CouponPools\Bridge\Model\Place\PlaceState;
use CouponPools\Bridge\Model\Rule\ReportRequest;
use CouponPools\Bridge\Model\Service\ServiceAnswer;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;

/**
 * One call: hands in what is there, takes what there is to do. Nothing is forgotten here before the service has said
 * that it has it, and nothing is done twice there: so an answer that is lost does no harm.
 */
class ExchangeOnce
{
    private const PATH = '/api/bridge/v1/exchange';
    private const MOST_INSTRUCTIONS = 8;
    private const TOO_LARGE = 413;
    private const REFUSED_LOAD = [400, self::TOO_LARGE, 422];
    private const COPY = 'shop_copied';

    /**
     * Wires the parts.
     *
     * @param ServiceClientInterface $client
     * @param DescribeShop $describeShop
     * @param DescribeHealth $describeHealth
     * @param PlaceState $placeState
     * @param InboxTable $inbox
     * @param OutboxTable $outbox
     * @param ReportRequest $reportRequest
     * @param ExchangeState $state
     * @param ClockInterface $clock
     * @param Instant $instant
     */
    public function __construct(
        private readonly ServiceClientInterface $client,
        private readonly DescribeShop $describeShop,
        private readonly DescribeHealth $describeHealth,
        private readonly PlaceState $placeState,
        private readonly InboxTable $inbox,
        private readonly OutboxTable $outbox,
        private readonly ReportRequest $reportRequest,
        private readonly ExchangeState $state,
        private readonly ClockInterface $clock,
        private readonly Instant $instant
    ) {
    }

    /**
     * Makes the call.
     *
     * @param Cargo $cargo
     */
    public function execute(Cargo $cargo): ExchangeStep
    {
        $waiting = $this->inbox->count(InboxTable::RECEIVED);
        try {
            $answer = $this->client->send('POST', self::PATH, [
                'shop' => $this->describeShop->execute(),
                'place' => $this->placeState->said(),
                'health' => $this->describeHealth->execute(),
                'results' => $cargo->results,
                'events' => $cargo->events,
                'rules' => $cargo->rules === null ? null : array_diff_key($cargo->rules, ['after' => true]),
                'instructionsMax' => max(0, self::MOST_INSTRUCTIONS - $waiting),
            ]);
        } catch (ServiceUnavailable | \InvalidArgumentException $unavailable) {
            $this->outbox->unanswered(array_column($cargo->events, 'id'), $unavailable->getMessage());
            $this->state->failed($unavailable->getMessage());
            return new ExchangeStep(false, problem: $unavailable->getMessage());
        }
        if (!$answer->isOk()) {
            $problem = $answer->problemDetail() ?: (string)__('The service answered with status %1.', $answer->status);
            $this->state->failed($problem);
            if ($answer->problemCode() === self::COPY) {
                $this->placeState->refused($problem);
                return new ExchangeStep(false, isCopy: true, problem: $this->placeState->refusal());
            }
            return new ExchangeStep(
                false,
                isLoadRefused: $this->isLoadRefused($answer, $cargo),
                problem: $problem
            );
        }
        $this->settle($cargo, $answer);
        $received = $this->receive((array)($answer->body['instructions'] ?? []));
        // Last: with the cursor before, the service takes whatever of this was not kept for a repeat.
        $cursor = $answer->body['cursor'] ?? null;
        $this->placeState->taken(is_string($cursor) ? $cursor : null);
        $this->state->succeeded($this->skew((string)($answer->body['serverTime'] ?? '')));
        return new ExchangeStep(
            true,
            more: (bool)($answer->body['more'] ?? false),
            againInSeconds: max(0, (int)($answer->body['againInSeconds'] ?? 0)),
            received: $received
        );
    }

    /**
     * Whether the load is the reason.
     *
     * A proxy or a firewall may refuse every call with the same status, and nothing is given up for that; but a load
     * that is too large for one may be split.
     *
     * @param ServiceAnswer $answer
     * @param Cargo $cargo
     */
    private function isLoadRefused(ServiceAnswer $answer, Cargo $cargo): bool
    {
        if ($cargo->isEmpty() || !in_array($answer->status, self::REFUSED_LOAD, true)) {
            return false;
        }
        return $answer->problemCode() !== ''
            || ($answer->status === self::TOO_LARGE && count($cargo->results) + count($cargo->events) > 1);
    }

    /**
     * Writes what the service has, and what it will never take.
     *
     * @param Cargo $cargo
     * @param ServiceAnswer $answer
     */
    private function settle(Cargo $cargo, ServiceAnswer $answer): void
    {
        $accepted = (array)($answer->body['accepted'] ?? []);
        $this->inbox->told(array_map('strval', (array)($accepted['results'] ?? [])));
        $events = array_map('strval', (array)($accepted['events'] ?? []));
        $this->outbox->accepted($events);
        $open = array_diff_key($cargo->attempts, array_flip($events));
        foreach ((array)($answer->body['refused']['events'] ?? []) as $refused) {
            $key = (string)($refused['id'] ?? '');
            $this->outbox->refused($key, (string)($refused['detail'] ?? ''));
            unset($open[$key]);
        }
        foreach ($open as $key => $attempts) {
            $this->outbox->postpone((string)$key, $attempts);
        }
        if ($cargo->rules !== null) {
            $this->reportRequest->taken(
                $cargo->rules['generation'],
                $cargo->rules['page'],
                $cargo->rules['last'],
                $cargo->rules['after']
            );
        }
    }

    /**
     * Keeps the instructions.
     *
     * @param array<int,mixed> $instructions
     * @return int for how many there is something to do
     */
    private function receive(array $instructions): int
    {
        $new = 0;
        foreach ($instructions as $instruction) {
            if (is_array($instruction) && isset($instruction['id'], $instruction['kind'])) {
                $new += $this->inbox->receive(
                    (string)$instruction['id'],
                    (string)$instruction['kind'],
                    (array)($instruction['data'] ?? [])
                ) ? 1 : 0;
            }
        }
        return $new;
    }

    /**
     * How far the service's clock is ahead of this one; null: it did not say.
     *
     * @param string $serverTime
     */
    private function skew(string $serverTime): ?int
    {
        $seconds = $this->instant->toSeconds($serverTime);
        return $seconds === null ? null : $seconds - $this->clock->now();
    }
}
