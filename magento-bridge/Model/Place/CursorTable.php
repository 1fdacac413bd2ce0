<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Place;

use CouponPools\Bridge\Model\Database;

/**
 * The cursor of the last exchange, in a table beside the module's others. Magento drops them when the module is
 * disabled and its setup is run: a shop that comes back without a cursor has lost them, and is made whole.
 */
class CursorTable
{
    private const TABLE = 'coupon_pools_place';
    private const ONLY = 1;

    /**
     * Wires the table.
     *
     * @param Database $database
     */
    public function __construct(private readonly Database $database)
    {
    }

    /**
     * The cursor; empty: there is none.
     */
    public function read(): string
    {
        $connection = $this->database->connection();
        return (string)$connection->fetchOne(
            $connection->select()
                ->from($this->database->table(self::TABLE), ['last_cursor'])
                ->where('place_id = ?', self::ONLY)
        );
    }

    /**
     * Keeps a cursor.
     *
     * @param string $cursor
     */
    public function write(string $cursor): void
    {
        $this->database->connection()->insertOnDuplicate(
            $this->database->table(self::TABLE),
            [['place_id' => self::ONLY, 'last_cursor' => $cursor]],
            ['last_cursor']
        );
    }
}
