<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use Magento\Framework\DB\Adapter\AdapterInterface;
use Magento\Framework\DB\Select;
use PDO;
use PDOStatement;

/**
 * Runs the module's real statements on SQLite or MariaDB. Text is compared as Magento's tables compare it: without
 * regard to case and trailing spaces. A transaction inside of another one behaves as with Magento.
 */
class PdoAdapter implements AdapterInterface
{
    public const COLLATION = 'magento';

    /** @var PDO */
    private PDO $pdo;
    /** @var int */
    private int $level = 0;
    /** @var bool */
    private bool $isBroken = false;
    /** @var int|null */
    private ?int $statementsLeft = null;

    public function __construct(string $dsn, ?string $user = null, ?string $password = null)
    {
        $this->pdo = new PDO($dsn, $user, $password, [
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
            PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
        ]);
        if ($this->isSqlite()) {
            $this->pdo->setAttribute(PDO::ATTR_TIMEOUT, 30);
            $this->pdo->sqliteCreateCollation(self::COLLATION, static function (string $left, string $right): int {
                return strcmp(mb_strtolower(rtrim($left, ' ')), mb_strtolower(rtrim($right, ' ')));
            });
            $this->pdo->exec('PRAGMA foreign_keys = ON');
            $this->pdo->exec('PRAGMA journal_mode = WAL');
            $this->pdo->exec('PRAGMA synchronous = NORMAL');
        } else {
            // As Magento sets it for its own connections.
            $this->pdo->exec("SET NAMES utf8, SQL_MODE = ''");
        }
    }

    public function isSqlite(): bool
    {
        return $this->pdo->getAttribute(PDO::ATTR_DRIVER_NAME) === 'sqlite';
    }

    /**
     * The process dies without a word before its n-th statement from now on, as if it were killed.
     */
    public function dieAfter(?int $statements): void
    {
        $this->statementsLeft = $statements;
    }

    public function exec(string $sql): void
    {
        $this->pdo->exec($sql);
    }

    public function lastInsertId(): int
    {
        return (int)$this->pdo->lastInsertId();
    }

    public function beginTransaction()
    {
        if ($this->isBroken) {
            throw new \RuntimeException('Rolled back transaction has not been completed correctly.');
        }
        if ($this->level === 0) {
            $this->isSqlite() ? $this->run('BEGIN IMMEDIATE') : $this->pdo->beginTransaction();
        }
        $this->level++;
        return $this;
    }

    public function commit()
    {
        if ($this->level === 0) {
            throw new \RuntimeException('Asymmetric transaction commit.');
        }
        if ($this->isBroken) {
            throw new \RuntimeException('Rolled back transaction has not been completed correctly.');
        }
        if (--$this->level === 0) {
            $this->isSqlite() ? $this->run('COMMIT') : $this->pdo->commit();
        }
        return $this;
    }

    public function rollBack()
    {
        if ($this->level === 0) {
            throw new \RuntimeException('Asymmetric transaction rollback.');
        }
        if (--$this->level === 0) {
            $this->isBroken = false;
            $this->isSqlite() ? $this->pdo->exec('ROLLBACK') : $this->pdo->rollBack();
        } else {
            $this->isBroken = true;
        }
        return $this;
    }

    public function getTransactionLevel()
    {
        return $this->level;
    }

    public function select()
    {
        return new Select($this);
    }

    public function insert($table, array $bind)
    {
        return $this->insertArray($table, array_keys($bind), [array_values($bind)]);
    }

    public function insertArray($table, array $columns, array $data, $strategy = 0)
    {
        $ignore = $this->isSqlite() ? 'INSERT OR IGNORE' : 'INSERT IGNORE';
        $sql = ($strategy === self::INSERT_IGNORE ? $ignore : 'INSERT') . ' INTO ' . $table
            . ' (' . implode(', ', $columns) . ') VALUES ' . $this->rows($columns, $data);
        return $this->run($sql)->rowCount();
    }

    public function insertOnDuplicate($table, array $data, array $fields = [])
    {
        $columns = array_keys($data[0]);
        $isSqlite = $this->isSqlite();
        $set = array_map(
            static fn (string $field): string => $isSqlite
                ? $field . ' = excluded.' . $field
                : $field . ' = VALUES(' . $field . ')',
            $fields
        );
        $sql = 'INSERT INTO ' . $table . ' (' . implode(', ', $columns) . ') VALUES ' . $this->rows($columns, $data)
            . ($isSqlite ? ' ON CONFLICT DO UPDATE SET ' : ' ON DUPLICATE KEY UPDATE ') . implode(', ', $set);
        return $this->run($sql)->rowCount();
    }

    public function update($table, array $bind, $where = '')
    {
        $set = [];
        foreach ($bind as $column => $value) {
            $set[] = $column . ' = ' . $this->quote($value);
        }
        return $this->run('UPDATE ' . $table . ' SET ' . implode(', ', $set) . $this->whereText($where))->rowCount();
    }

    public function delete($table, $where = '')
    {
        return $this->run('DELETE FROM ' . $table . $this->whereText($where))->rowCount();
    }

    public function dropTable($tableName, $schemaName = null)
    {
        $this->run('DROP TABLE IF EXISTS ' . $tableName);
        return true;
    }

    public function fetchAll($sql, $bind = [], $fetchMode = null)
    {
        return $this->run((string)$sql)->fetchAll();
    }

    public function fetchRow($sql, $bind = [], $fetchMode = null)
    {
        return $this->run((string)$sql)->fetch();
    }

    public function fetchCol($sql, $bind = [])
    {
        return $this->run((string)$sql)->fetchAll(PDO::FETCH_COLUMN);
    }

    public function fetchPairs($sql, $bind = [])
    {
        return $this->run((string)$sql)->fetchAll(PDO::FETCH_KEY_PAIR);
    }

    public function fetchOne($sql, $bind = [])
    {
        $all = $this->run((string)$sql)->fetchAll(PDO::FETCH_COLUMN);
        return $all[0] ?? false;
    }

    public function quoteInto($text, $value, $type = null, $count = null)
    {
        return str_replace('?', $this->quote($value), $text);
    }

    private function quote(mixed $value): string
    {
        return match (true) {
            is_array($value) => implode(', ', array_map(fn ($one): string => $this->quote($one), $value)),
            $value === null => 'NULL',
            is_bool($value) => $value ? '1' : '0',
            is_int($value), is_float($value) => (string)$value,
            default => $this->pdo->quote($this->threeBytes((string)$value)),
        };
    }

    /**
     * Magento's connections speak three-byte UTF-8: what takes four arrives as four question marks, without an error.
     */
    private function threeBytes(string $text): string
    {
        return preg_replace('/[\x{10000}-\x{10FFFF}]/u', '????', $text) ?? $text;
    }

    /**
     * @param string[] $columns
     * @param array<int,array<int|string,mixed>> $data
     */
    private function rows(array $columns, array $data): string
    {
        $rows = [];
        foreach ($data as $row) {
            if (count($row) !== count($columns)) {
                throw new \RuntimeException('Invalid data for insert');
            }
            $rows[] = '(' . $this->quote(array_values($row)) . ')';
        }
        return implode(', ', $rows);
    }

    /**
     * @param string|array<int|string,mixed> $where
     */
    private function whereText($where): string
    {
        $parts = [];
        foreach ((array)$where as $condition => $value) {
            $parts[] = is_int($condition) ? (string)$value : $this->quoteInto($condition, $value);
        }
        $parts = array_filter($parts);
        return $parts === [] ? '' : ' WHERE (' . implode(') AND (', $parts) . ')';
    }

    private function run(string $sql): PDOStatement
    {
        if ($this->statementsLeft !== null && $this->statementsLeft-- <= 0) {
            posix_kill(getmypid(), SIGKILL);
        }
        return $this->pdo->query($sql);
    }
}
