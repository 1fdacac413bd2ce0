<?php

declare(strict_types=1);

namespace Magento\Framework\DB\Adapter;

/**
 * The part of Magento's interface that the module uses.
 */
interface AdapterInterface
{
    public const INSERT_ON_DUPLICATE = 1;
    public const INSERT_IGNORE = 2;

    public function beginTransaction();

    public function commit();

    public function rollBack();

    public function select();

    public function insertOnDuplicate($table, array $data, array $fields = []);

    public function insertArray($table, array $columns, array $data);

    public function insert($table, array $bind);

    public function update($table, array $bind, $where = '');

    public function delete($table, $where = '');

    public function fetchAll($sql, $bind = [], $fetchMode = null);

    public function fetchRow($sql, $bind = [], $fetchMode = null);

    public function fetchCol($sql, $bind = []);

    public function fetchPairs($sql, $bind = []);

    public function fetchOne($sql, $bind = []);

    public function quoteInto($text, $value, $type = null, $count = null);

    public function getTransactionLevel();

    public function dropTable($tableName, $schemaName = null);
}
