<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Inbox;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Model\Database;
use CouponPools\Bridge\Model\Instant;
use CouponPools\Bridge\Model\Instruction\InstructionResult;
use CouponPools\Bridge\Model\Json;
use Magento\Framework\DB\Adapter\AdapterInterface;

/**
 * The instructions of the service, each once by its id, with what came of them.
 */
class InboxTable
{
    public const RECEIVED = 'received';
    public const DONE = 'done';
    public const FAILED = 'failed';
    public const DEAD = 'dead';

    private const TABLE = 'coupon_pools_inbox';
    private const BROKEN = 'broken';
    private const MOST_ATTEMPTS = 8;
    private const MOST_DETAIL = 1000;
    private const FIRST_PAUSE_SECONDS = 5;
    private const LONGEST_PAUSE_SECONDS = 600;

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
     * Keeps an instruction. One that was given before is not done again; if it has a result, that is told again.
     *
     * @param string $id
     * @param string $kind
     * @param array<string,mixed> $data
     * @return bool whether there is now more to do, or to tell
     */
    public function receive(string $id, string $kind, array $data): bool
    {
        $connection = $this->database->connection();
        $isNew = $connection->insertArray(
            $this->table(),
            ['instruction_id', 'kind', 'data', 'status', 'created_at'],
            [[$id, $kind, $this->json->encode($data), self::RECEIVED, $this->now()]],
            AdapterInterface::INSERT_IGNORE
        ) > 0;
        return $isNew || $connection->update(
            $this->table(),
            ['told_at' => null],
            ['instruction_id = ?' => $id, 'status <> ?' => self::RECEIVED, 'told_at IS NOT NULL']
        ) > 0;
    }

    /**
     * The next instruction to do; null: none is due.
     *
     * @return array<string,mixed>|null a row
     */
    public function next(): ?array
    {
        $connection = $this->database->connection();
        $row = $connection->fetchRow(
            $connection->select()
                ->from($this->table(), ['entry_id', 'instruction_id', 'kind', 'data', 'attempts'])
                ->where('status = ?', self::RECEIVED)
                ->where('next_at IS NULL OR next_at <= ?', $this->now())
                ->order('entry_id ASC')
                ->limit(1)
        );
        return $row ?: null;
    }

    /**
     * Counts a try before it is made, so that one that kills the process is counted too.
     *
     * @param int $entryId
     * @param int $attempts with this one
     */
    public function begin(int $entryId, int $attempts): void
    {
        $pause = min(self::LONGEST_PAUSE_SECONDS, self::FIRST_PAUSE_SECONDS * (2 ** min($attempts, 8)));
        $this->database->connection()->update(
            $this->table(),
            [
                'attempts' => $attempts,
                'next_at' => $this->instant->toDatabase($this->clock->now() + $pause),
            ],
            ['entry_id = ?' => $entryId]
        );
    }

    /**
     * Keeps what came of an instruction.
     *
     * @param int $entryId
     * @param InstructionResult $result
     */
    public function finish(int $entryId, InstructionResult $result): void
    {
        $this->settle($entryId, $result->isDone ? self::DONE : self::FAILED, $result, $result->detail);
    }

    /**
     * A try broke off. After the last one the instruction is dead, and the service is told that it failed.
     *
     * @param int $entryId
     * @param int $attempts with this one
     * @param string $error
     */
    public function broke(int $entryId, int $attempts, string $error): void
    {
        if ($attempts < self::MOST_ATTEMPTS) {
            $this->database->connection()->update(
                $this->table(),
                ['last_error' => $error],
                ['entry_id = ?' => $entryId]
            );
            return;
        }
        $detail = (string)__('The shop tried %1 times and could not: %2', $attempts, $error);
        $this->settle($entryId, self::DEAD, new InstructionResult(false, ['reason' => self::BROKEN], $detail), $error);
    }

    /**
     * Whether it was tried as often as it may be, and the last try did not even end.
     *
     * @param int $attempts
     */
    public function isExhausted(int $attempts): bool
    {
        return $attempts >= self::MOST_ATTEMPTS;
    }

    /**
     * Results that the service does not have yet, in order.
     *
     * @param int $most
     * @return array<int,array<string,mixed>> rows
     */
    public function untold(int $most): array
    {
        $connection = $this->database->connection();
        return $connection->fetchAll(
            $connection->select()
                ->from($this->table(), ['instruction_id', 'status', 'result'])
                ->where('status IN (?)', [self::DONE, self::FAILED, self::DEAD])
                ->where('told_at IS NULL')
                ->order('entry_id ASC')
                ->limit($most)
        );
    }

    /**
     * The service has the results of these.
     *
     * @param string[] $ids
     */
    public function told(array $ids): void
    {
        if ($ids !== []) {
            $this->database->connection()->update(
                $this->table(),
                ['told_at' => $this->now()],
                ['instruction_id IN (?)' => $ids, 'status <> ?' => self::RECEIVED]
            );
        }
    }

    /**
     * The service will not take this result; it is not offered any more.
     *
     * @param string $id
     * @param string $detail
     */
    public function unwanted(string $id, string $detail): void
    {
        $this->database->connection()->update(
            $this->table(),
            ['status' => self::DEAD, 'told_at' => $this->now(), 'last_error' => $detail],
            ['instruction_id = ?' => $id]
        );
    }

    /**
     * A dead instruction is done again, on the word of a person.
     *
     * One that was done, and whose result the service did not take, is only told again: what it asked for is forgotten,
     * and without it nothing would be done.
     *
     * @param int $entryId
     * @return bool whether there was such a dead instruction
     */
    public function revive(int $entryId): bool
    {
        $connection = $this->database->connection();
        $result = $connection->fetchOne(
            $connection->select()->from($this->table(), ['result'])->where('entry_id = ?', $entryId)
        );
        $reason = $this->json->decode((string)$result)['data']['reason'] ?? null;
        return $connection->update(
            $this->table(),
            $reason === self::BROKEN
                ? ['status' => self::RECEIVED, 'attempts' => 0, 'next_at' => null, 'result' => null, 'told_at' => null]
                : ['status' => $reason === null ? self::DONE : self::FAILED, 'told_at' => null],
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
     * How many are in this state.
     *
     * @param string $status
     */
    public function count(string $status): int
    {
        $connection = $this->database->connection();
        return (int)$connection->fetchOne(
            $connection->select()->from($this->table(), ['COUNT(*)'])->where('status = ?', $status)
        );
    }

    /**
     * Forgets what was done or given up, and told, long ago, some of it. By their ids, as in the outbox.
     *
     * @param int $before Unix seconds
     * @param int $most
     */
    public function prune(int $before, int $most): int
    {
        $connection = $this->database->connection();
        $ids = $connection->fetchCol(
            $connection->select()->from($this->table(), ['entry_id'])
                ->where('told_at IS NOT NULL')
                ->where('status <> ?', self::RECEIVED)
                ->where('done_at < ?', $this->instant->toDatabase($before))
                ->limit($most)
        );
        return $ids === [] ? 0 : $connection->delete($this->table(), ['entry_id IN (?)' => array_map('intval', $ids)]);
    }

    /**
     * Writes a final state. The data is not needed any more, unless a person may want it done again.
     *
     * @param int $entryId
     * @param string $status
     * @param InstructionResult $result
     * @param string|null $error
     */
    private function settle(int $entryId, string $status, InstructionResult $result, ?string $error): void
    {
        $fields = [
            'status' => $status,
            'result' => $this->json->encode([
                'detail' => $result->detail === null ? null : mb_substr($result->detail, 0, self::MOST_DETAIL),
                'data' => $result->data,
            ]),
            'last_error' => $error,
            'next_at' => null,
            'done_at' => $this->now(),
        ];
        if ($status === self::DONE) {
            $fields['data'] = '{}';
        }
        $this->database->connection()->update($this->table(), $fields, ['entry_id = ?' => $entryId]);
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
