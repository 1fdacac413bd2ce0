<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Redemption;

use CouponPools\Bridge\Model\Database;
use Magento\Sales\Model\Order;

/**
 * Magento's orders, to be read.
 */
class OrderTable
{
    private const ORDERS = 'sales_order';

    /**
     * Wires the table.
     *
     * @param Database $database
     */
    public function __construct(private readonly Database $database)
    {
    }

    /**
     * Orders with a coupon code that were changed from an instant on, a page of them.
     *
     * @param string $from UTC, as the database keeps it
     * @param int $after the last order of the page before
     * @param int $most
     * @return OrderRow[]
     */
    public function changed(string $from, int $after, int $most): array
    {
        $connection = $this->database->sales();
        $select = $connection->select()
            ->from($this->database->table(self::ORDERS), [
                'entity_id', 'increment_id', 'coupon_code', 'state', 'grand_total', 'discount_amount',
                'order_currency_code', 'created_at', 'updated_at', 'quote_id',
            ])
            ->where('updated_at >= ?', $from)
            ->where("coupon_code <> ''")
            ->where('entity_id > ?', $after)
            ->order('entity_id ASC')
            ->limit($most);
        return array_map(fn (array $row): OrderRow => $this->order($row), $connection->fetchAll($select));
    }

    /**
     * Whether an order with this number, or another one of the same quote, uses a code and is not cancelled.
     *
     * A quote that is sent to several addresses becomes several orders.
     *
     * @param string $number
     * @param int $quoteId 0: not known
     */
    public function stands(string $number, int $quoteId): bool
    {
        $connection = $this->database->sales();
        $isIt = $connection->quoteInto('increment_id = ?', $number);
        $select = $connection->select()
            ->from($this->database->table(self::ORDERS), ['state'])
            ->where($quoteId === 0 ? $isIt : $isIt . ' OR ' . $connection->quoteInto('quote_id = ?', $quoteId))
            ->where("coupon_code <> ''");
        foreach ($connection->fetchCol($select) as $state) {
            if ((string)$state !== Order::STATE_CANCELED) {
                return true;
            }
        }
        return false;
    }

    /**
     * A row as the module reads it.
     *
     * @param array<string,mixed> $row
     */
    private function order(array $row): OrderRow
    {
        return new OrderRow(
            (int)$row['entity_id'],
            (string)$row['increment_id'],
            (string)$row['coupon_code'],
            (string)$row['state'] === Order::STATE_CANCELED,
            (float)$row['grand_total'],
            (float)$row['discount_amount'],
            (string)$row['order_currency_code'],
            (string)$row['created_at'],
            (string)$row['updated_at'],
            (int)$row['quote_id']
        );
    }
}
