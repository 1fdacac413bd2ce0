<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

/**
 * Creates the tables: the module's from its own db_schema.xml, and what is needed of Magento's.
 */
class Schema
{
    private const CORE = [
        'core_config_data' => 'path TEXT PRIMARY KEY, value TEXT',
        'flag' => 'flag_code VARCHAR(255) PRIMARY KEY, flag_data TEXT',
        'customer_group' => 'customer_group_id INTEGER PRIMARY KEY, customer_group_code VARCHAR(32)',
        'cron_schedule' => 'schedule_id {id}, job_code VARCHAR(255), status VARCHAR(7), finished_at DATETIME NULL',
        'salesrule' => 'rule_id {id}, name VARCHAR(255), description TEXT, from_date DATE NULL, to_date DATE NULL,'
            . ' uses_per_customer INT NOT NULL DEFAULT 0, is_active INT NOT NULL DEFAULT 0,'
            . ' coupon_type INT NOT NULL DEFAULT 1, use_auto_generation INT NOT NULL DEFAULT 0,'
            . ' uses_per_coupon INT NOT NULL DEFAULT 0, data TEXT',
        'salesrule_coupon' => 'coupon_id {id}, rule_id {ref} NOT NULL, code VARCHAR(255) {text} NULL,'
            . ' usage_limit INT NULL, usage_per_customer INT NULL, times_used INT NOT NULL DEFAULT 0,'
            . ' expiration_date DATETIME NULL, is_primary INT NULL, created_at TIMESTAMP NULL,'
            . ' type INT NULL DEFAULT 0, UNIQUE (code), UNIQUE (rule_id, is_primary),'
            . ' FOREIGN KEY (rule_id) REFERENCES salesrule (rule_id) ON DELETE CASCADE',
        'sales_order' => 'entity_id {id}, increment_id VARCHAR(50) UNIQUE, quote_id INT, state VARCHAR(32),'
            . ' coupon_code VARCHAR(255) {text} NULL, grand_total DECIMAL(20,4), discount_amount DECIMAL(20,4),'
            . ' order_currency_code VARCHAR(3), created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL',
        'pretend_queue' => 'message_id {id}, coupon_id INT, step INT',
    ];

    /**
     * As Magento does when the module is disabled, its setup run, and the module enabled again.
     */
    public function loseTables(PdoAdapter $adapter): void
    {
        foreach (simplexml_load_file(dirname(__DIR__, 2) . '/etc/db_schema.xml')->table as $table) {
            $adapter->exec('DROP TABLE ' . $table['name']);
        }
        $this->create($adapter);
    }

    /**
     * Creates what is not there.
     */
    public function create(PdoAdapter $adapter): void
    {
        foreach (self::CORE as $table => $columns) {
            $this->table($adapter, $table, explode(', ', $this->words($adapter, $columns)));
        }
        $this->index($adapter, 'salesrule_coupon', 'pretend_coupon_rule', 'rule_id');
        $this->index($adapter, 'sales_order', 'pretend_order_updated', 'updated_at');
        $schema = simplexml_load_file(dirname(__DIR__, 2) . '/etc/db_schema.xml');
        foreach ($schema->table as $table) {
            $this->declared($adapter, $table);
        }
        $adapter->insertArray('customer_group', ['customer_group_id', 'customer_group_code'], [
            [0, 'NOT LOGGED IN'], [1, 'General'], [2, 'Wholesale'], [3, 'Retailer'],
        ], PdoAdapter::INSERT_IGNORE);
    }

    private function declared(PdoAdapter $adapter, \SimpleXMLElement $table): void
    {
        $name = (string)$table['name'];
        $lines = [];
        $identity = false;
        foreach ($table->column as $column) {
            $isIdentity = (string)$column['identity'] === 'true';
            $identity = $identity || $isIdentity;
            $lines[] = $column['name'] . ' ' . $this->words($adapter, $isIdentity ? '{id}' : $this->type($column));
        }
        foreach ($table->constraint as $constraint) {
            $columns = [];
            foreach ($constraint->column as $column) {
                $columns[] = (string)$column['name'];
            }
            $type = (string)$constraint->attributes('xsi', true)['type'];
            if ($type === 'primary' && !$identity) {
                $lines[] = 'PRIMARY KEY (' . implode(', ', $columns) . ')';
            } elseif ($type === 'unique') {
                $lines[] = 'UNIQUE (' . implode(', ', $columns) . ')';
            } elseif ($type === 'foreign') {
                $lines[] = sprintf(
                    'FOREIGN KEY (%s) REFERENCES %s (%s) ON DELETE %s',
                    $constraint['column'],
                    $constraint['referenceTable'],
                    $constraint['referenceColumn'],
                    $constraint['onDelete']
                );
            }
        }
        $this->table($adapter, $name, $lines);
        foreach ($table->index as $index) {
            $columns = [];
            foreach ($index->column as $column) {
                $columns[] = (string)$column['name'];
            }
            $this->index($adapter, $name, strtolower((string)$index['referenceId']), implode(', ', $columns));
        }
    }

    private function type(\SimpleXMLElement $column): string
    {
        $type = (string)$column->attributes('xsi', true)['type'];
        $sql = match ($type) {
            'int', 'smallint' => '{ref}',
            'varchar' => 'VARCHAR(' . $column['length'] . ') {text}',
            'text' => 'TEXT',
            'mediumtext' => '{long}',
            'datetime' => 'DATETIME',
        };
        $default = $column['default'] === null ? '' : " DEFAULT '" . $column['default'] . "'";
        return $sql . ((string)$column['nullable'] === 'false' ? ' NOT NULL' : ' NULL') . $default;
    }

    private function words(PdoAdapter $adapter, string $sql): string
    {
        return strtr($sql, $adapter->isSqlite() ? [
            '{id}' => 'INTEGER PRIMARY KEY AUTOINCREMENT',
            '{ref}' => 'INTEGER',
            '{text}' => 'COLLATE ' . PdoAdapter::COLLATION,
            '{long}' => 'TEXT',
        ] : [
            '{id}' => 'INT UNSIGNED AUTO_INCREMENT PRIMARY KEY',
            '{ref}' => 'INT UNSIGNED',
            '{text}' => 'CHARACTER SET utf8 COLLATE utf8_general_ci',
            '{long}' => 'MEDIUMTEXT CHARACTER SET utf8',
        ]);
    }

    /**
     * @param string[] $lines
     */
    private function table(PdoAdapter $adapter, string $name, array $lines): void
    {
        $sql = 'CREATE TABLE IF NOT EXISTS ' . $name . ' (' . implode(', ', $lines) . ')';
        if (!$adapter->isSqlite()) {
            $sql = str_replace('path TEXT PRIMARY KEY', 'path VARCHAR(255) PRIMARY KEY', $sql);
            $sql .= ' ENGINE = InnoDB DEFAULT CHARACTER SET utf8 COLLATE utf8_general_ci';
        }
        $adapter->exec($sql);
    }

    private function index(PdoAdapter $adapter, string $table, string $name, string $columns): void
    {
        $adapter->exec('CREATE INDEX IF NOT EXISTS ' . $name . ' ON ' . $table . ' (' . $columns . ')');
    }
}
