<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Outbox;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Model\Database;
use CouponPools\Bridge\Model\Instant;
use CouponPools\Bridge\Model\Json;
use Magento\Framework\DB\Adapter\AdapterInterface;

/**
 * The events that wait for the service. An event is written once, whoever writes it and how often, and is sent until
 * the service has it or says that it never will.
 */
class OutboxTable
{
    public const NEW = 'new';
    public const RETRY = 'retry';
    public const SENT = 'sent';
    public const DEAD = 'dead';

    private const TABLE = 'coupon_pools_outbox';
    private const FIRST_PAUSE_SECONDS = 30;
    private const LONGEST_PAUSE_SECONDS = 3600;

    /**
     * Wires the table.
     *
     * @param Database $database
     * @param ClockInterface $clock
     * @param Instant $instant
     * @param Json $json
     */
    public function __construct(
        private readonly Database $database,
        private readonly ClockInterface $clock,
        private readonly Instant $instant,
        private readonly Json $json
    ) {
    }

    /**
     * Writes an event; one with the same key stays as it is.
     *
     * @param string $key
     * @param string $kind
     * @param array<string,mixed> $data
     * @return bool whether it is new
     */
    public function add(string $key, string $kind, array $data): bool
    {
        return $this->database->connection()->insertArray(
            $this->table(),
            ['event_key', 'kind', 'data', 'status', 'created_at'],
            [[$key, $kind, $this->json->encode($data), self::NEW, $this->now()]],
            AdapterInterface::INSERT_IGNORE
        ) > 0;
    }

    /**
     * What is to be sent, in the order in which it happened.
     *
     * @param int $most
     * @return array<int,array<string,mixed>> rows
     */
    public function due(int $most): array
    {
        $connection = $this->database->connection();
        $select = $connection->select()
            ->from($this->table(), ['entry_id', 'event_key', 'kind', 'data', 'attempts'])
            ->where('status IN (?)', [self::NEW, self::RETRY])
            ->where('next_at IS NULL OR next_at <= ?', $this->now())
            ->order('entry_id ASC')
            ->limit($most);
        return $connection->fetchAll($select);
    }

    /**
     * The service has these for good.
     *
     * @param string[] $keys
     */
    public function accepted(array $keys): void
    {
        $this->update($keys, ['status' => self::SENT, 'sent_at' => $this->now(), 'last_error' => null]);
    }

    /**
     * The service will never take this one.
     *
     * @param string $key
     * @param string $detail
     */
    public function refused(string $key, string $detail): void
    {
        $this->update([$key], ['status' => self::DEAD, 'last_error' => $detail]);
    }

    /**
     * The service answered and said nothing of this one: again, later each time.
     *
     * @param string $key
     * @param int $attempts so far
     */
    public function postpone(string $key, int $attempts): void
    {
        $pause = min(self::LONGEST_PAUSE_SECONDS, self::FIRST_PAUSE_SECONDS * (2 ** min($attempts, 10)));
        $this->update([$key], [
            'status' => self::RETRY,
            'attempts' => $attempts + 1,
            'next_at' => $this->instant->toDatabase($this->clock->now() + $pause),
        ]);
    }

    /**
     * No answer: they stay where they are, and in order; the admin sees why.
     *
     * @param string[] $keys
     * @param string $error
     */
    public function unanswered(array $keys, string $error): void
    {
        $this->update($keys, ['last_error' => $error]);
    }

    /**
     * A dead event is tried again, on the word of a person.
     *
     * @param int $entryId
     * @return bool whether there was such a dead event
     */
    public function revive(int $entryId): bool
    {
        return $this->database->connection()->update(
            $this->table(),
            ['status' => self::RETRY, 'attempts' => 0, 'next_at' => null],
            ['entry_id = ?' => $entryId, 'status = ?' => self::DEAD]
        ) > 0;
    }

    /**
     * Forgets all of them.
     */
    public function clear(): void
    {
        $this->database->connection()->delete($this->table());
    }

    /**
     * How many are in these states.
     *
     * @param string[] $statuses
     */
    public function count(array $statuses): int
    {
        $connection = $this->database->connection();
        return (int)$connection->fetchOne(
            $connection->select()->from($this->table(), ['COUNT(*)'])->where('status IN (?)', $statuses)
        );
    }

    /**
     * When the oldest one that waits was written, in Unix seconds; null: none waits.
     */
    public function oldestWaiting(): ?int
    {
        $connection = $this->database->connection();
        $oldest = $connection->fetchOne(
            $connection->select()->from($this->table(), ['MIN(created_at)'])
                ->where('status IN (?)', [self::NEW, self::RETRY])
        );
        return $oldest ? $this->instant->toSeconds((string)$oldest) : null;
    }

    /**
     * Forgets what was sent or given up long ago, some of it.
     *
     * By their ids: a statement that looks for them locks all that were sent, and the next order waits beside them.
     *
     * @param int $before Unix seconds
     * @param int $most
     */
    public function prune(int $before, int $most): int
    {
        $connection = $this->database->connection();
        $ids = $connection->fetchCol(
            $connection->select()->from($this->table(), ['entry_id'])
                ->where('status IN (?)', [self::SENT, self::DEAD])
                ->where('COALESCE(sent_at, created_at) < ?', $this->instant->toDatabase($before))
                ->limit($most)
        );
        return $ids === [] ? 0 : $connection->delete($this->table(), ['entry_id IN (?)' => array_map('intval', $ids)]);
    }

    /**
     * Changes events by their keys.
     *
     * @param string[] $keys
     * @param array<string,mixed> $fields
     */
    private function update(array $keys, array $fields): void
    {
        if ($keys !== []) {
            $this->database->connection()->update(
                $this->table(),
                $fields,
                ['event_key IN (?)' => $keys, 'status IN (?)' => [self::NEW, self::RETRY]]
            );
        }
    }

    /**
     * The table.
     */
    private function table(): string
    {
        return $this->database->table(self::TABLE);
    }

    /**
     * The present, as the database keeps it.
     */
    private function now(): string
    {
        return $this->instant->toDatabase($this->clock->now());
    }
}
