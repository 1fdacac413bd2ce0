<?php

declare(strict_types=1);

namespace Magento\Framework\Setup;

use Magento\Framework\DB\Adapter\AdapterInterface;

/**
 * Stands in for Magento's, as far as it is used.
 */
interface SchemaSetupInterface
{
    /**
     * @return AdapterInterface
     */
    public function getConnection();

    /**
     * @param string|string[] $tableName
     * @return string
     */
    public function getTable($tableName);
}
