<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Queue;

use CouponPools\Bridge\Model\Database;

/**
 * What was given up: events that the service refused, and instructions that could not be carried out.
 */
class ListDead
{
    public const OUTBOX = 'outbox';
    public const INBOX = 'inbox';

    private const SHOWN = 100;
    private const TABLES = [
        self::OUTBOX => ['table' => 'coupon_pools_outbox', 'name' => 'event_key'],
        self::INBOX => ['table' => 'coupon_pools_inbox', 'name' => 'instruction_id'],
    ];

    /**
     * Wires the tables.
     *
     * @param Database $database
     */
    public function __construct(private readonly Database $database)
    {
    }

    /**
     * The newest of each queue.
     *
     * @return array<int,array{queue:string,entry:int,name:string,kind:string,attempts:int,error:string,at:string}>
     */
    public function execute(): array
    {
        $entries = [];
        foreach (self::TABLES as $queue => $place) {
            $connection = $this->database->connection();
            $select = $connection->select()
                ->from(
                    $this->database->table($place['table']),
                    ['entry_id', $place['name'], 'kind', 'attempts', 'last_error', 'created_at']
                )
                ->where('status = ?', 'dead')
                ->order('entry_id DESC')
                ->limit(self::SHOWN);
            foreach ($connection->fetchAll($select) as $row) {
                $entries[] = [
                    'queue' => $queue,
                    'entry' => (int)$row['entry_id'],
                    'name' => (string)$row[$place['name']],
                    'kind' => (string)$row['kind'],
                    'attempts' => (int)$row['attempts'],
                    'error' => (string)$row['last_error'],
                    // The database keeps UTC and says nothing of it.
                    'at' => str_replace(' ', 'T', (string)$row['created_at']) . 'Z',
                ];
            }
        }
        return $entries;
    }
}
