<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model;

use Magento\Framework\App\ResourceConnection;
use Magento\Framework\DB\Adapter\AdapterInterface;

/**
 * The connections, and the tables by their names without a prefix.
 */
class Database
{
    private const SALES = 'sales';

    /**
     * Wires the connections.
     *
     * @param ResourceConnection $resource
     */
    public function __construct(private readonly ResourceConnection $resource)
    {
    }

    /**
     * The connection of rules, coupons and the module's own tables.
     */
    public function connection(): AdapterInterface
    {
        return $this->resource->getConnection();
    }

    /**
     * The connection of orders; the same one unless the shop has split its database.
     */
    public function sales(): AdapterInterface
    {
        return $this->resource->getConnection(self::SALES);
    }

    /**
     * The table as it is called in this installation.
     *
     * @param string $name
     */
    public function table(string $name): string
    {
        return $this->resource->getTableName($name);
    }
}
