<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Redemption;

use CouponPools\Bridge\Model\Database;
use Magento\Framework\DB\Adapter\AdapterInterface;

/**
 * The one order that each coupon with a single use belongs to, from before that order is saved. The key of the table
 * lets only one in, whatever runs at the same moment.
 */
class UseTable
{
    private const USES = 'coupon_pools_use';

    /**
     * Wires the tables.
     *
     * @param Database $database
     */
    public function __construct(private readonly Database $database)
    {
    }

    /**
     * The coupon of ours with this code and a single use; null: the code is nothing to guard.
     *
     * @param string $code
     */
    public function singleUseCoupon(string $code): ?int
    {
        $connection = $this->database->connection();
        $select = $connection->select()
            ->from(['c' => $this->database->table('salesrule_coupon')], ['coupon_id'])
            ->join(['o' => $this->database->table('coupon_pools_code')], 'o.coupon_id = c.coupon_id', [])
            ->where('c.code = ?', $code)
            ->where('c.usage_limit = ?', 1);
        $couponId = $connection->fetchOne($select);
        return $couponId ? (int)$couponId : null;
    }

    /**
     * Takes a coupon, if nobody has it.
     *
     * @param int $couponId
     * @param int $quoteId
     * @param string $orderNumber
     * @param string $token
     * @param string $now UTC, as the database keeps it
     */
    public function take(int $couponId, int $quoteId, string $orderNumber, string $token, string $now): bool
    {
        return $this->database->connection()->insertArray(
            $this->database->table(self::USES),
            ['coupon_id', 'quote_id', 'order_number', 'token', 'taken_at'],
            [[$couponId, $quoteId, $orderNumber, $token, $now]],
            AdapterInterface::INSERT_IGNORE
        ) > 0;
    }

    /**
     * Who has a coupon; null: nobody.
     *
     * @param int $couponId
     * @return array<string,mixed>|null a row
     */
    public function holder(int $couponId): ?array
    {
        $connection = $this->database->connection();
        return $connection->fetchRow(
            $connection->select()
                ->from($this->database->table(self::USES))
                ->where('coupon_id = ?', $couponId)
        ) ?: null;
    }

    /**
     * Gives a coupon back, if it is still the same try that has it.
     *
     * @param int $couponId
     * @param string $token
     */
    public function release(int $couponId, string $token): bool
    {
        return $this->database->connection()->delete(
            $this->database->table(self::USES),
            ['coupon_id = ?' => $couponId, 'token = ?' => $token]
        ) > 0;
    }

    /**
     * Gives back the use of an order, or of its quote.
     *
     * @param string $orderNumber
     * @param int $quoteId 0: not known
     */
    public function releaseOrder(string $orderNumber, int $quoteId): void
    {
        $connection = $this->database->connection();
        if ($orderNumber !== '') {
            $connection->delete($this->database->table(self::USES), ['order_number = ?' => $orderNumber]);
        }
        if ($quoteId !== 0) {
            $connection->delete($this->database->table(self::USES), ['quote_id = ?' => $quoteId]);
        }
    }

    /**
     * Uses that were taken between two instants, some of them.
     *
     * @param string $from UTC, as the database keeps it
     * @param string $before the same
     * @param int $after the last coupon of the page before
     * @param int $most
     * @return array<int,array<string,mixed>> rows
     */
    public function takenBetween(string $from, string $before, int $after, int $most): array
    {
        $connection = $this->database->connection();
        return $connection->fetchAll(
            $connection->select()
                ->from($this->database->table(self::USES))
                ->where('taken_at >= ?', $from)
                ->where('taken_at < ?', $before)
                ->where('coupon_id > ?', $after)
                ->order('coupon_id ASC')
                ->limit($most)
        );
    }
}
