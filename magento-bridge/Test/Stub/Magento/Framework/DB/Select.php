<?php

declare(strict_types=1);

namespace Magento\Framework\DB;

use Magento\Framework\DB\Adapter\AdapterInterface;

/**
 * Builds the text of a query, as Magento's does for what the module asks of it.
 */
class Select
{
    /** @var string[] */
    private array $columns = [];
    /** @var string */
    private string $from = '';
    /** @var string */
    private string $joins = '';
    /** @var string[] */
    private array $where = [];
    /** @var string */
    private string $group = '';
    /** @var string[] */
    private array $order = [];
    /** @var string */
    private string $limit = '';
    /** @var bool */
    private bool $isDistinct = false;

    public function __construct(private readonly AdapterInterface $adapter)
    {
    }

    public function distinct($flag = true): self
    {
        $this->isDistinct = (bool)$flag;
        return $this;
    }

    public function from($name, $cols = '*', $schema = null): self
    {
        $this->from = ' FROM ' . $this->source($name, $cols);
        return $this;
    }

    public function join($name, $cond, $cols = '*', $schema = null): self
    {
        $this->joins .= ' INNER JOIN ' . $this->source($name, $cols) . ' ON ' . $cond;
        return $this;
    }

    public function joinLeft($name, $cond, $cols = '*', $schema = null): self
    {
        $this->joins .= ' LEFT JOIN ' . $this->source($name, $cols) . ' ON ' . $cond;
        return $this;
    }

    public function where($cond, $value = null, $type = null): self
    {
        $this->where[] = '(' . ($value === null ? $cond : $this->adapter->quoteInto($cond, $value)) . ')';
        return $this;
    }

    public function group($spec): self
    {
        $this->group = ' GROUP BY ' . implode(', ', (array)$spec);
        return $this;
    }

    public function order($spec): self
    {
        array_push($this->order, ...(array)$spec);
        return $this;
    }

    public function limit($count = null, $offset = null): self
    {
        $this->limit = ' LIMIT ' . (int)$count . ($offset ? ' OFFSET ' . (int)$offset : '');
        return $this;
    }

    public function assemble(): string
    {
        return 'SELECT ' . ($this->isDistinct ? 'DISTINCT ' : '') . implode(', ', $this->columns)
            . $this->from . $this->joins
            . ($this->where === [] ? '' : ' WHERE ' . implode(' AND ', $this->where))
            . $this->group
            . ($this->order === [] ? '' : ' ORDER BY ' . implode(', ', $this->order))
            . $this->limit;
    }

    public function __toString(): string
    {
        return $this->assemble();
    }

    /**
     * @param string|array<string,string> $name
     * @param string|array<int|string,string> $cols
     */
    private function source($name, $cols): string
    {
        $table = is_array($name) ? (string)reset($name) : (string)$name;
        $alias = is_array($name) ? (string)key($name) : $table;
        foreach ((array)$cols as $as => $column) {
            $isExpression = str_contains($column, '(');
            $this->columns[] = ($isExpression ? $column : $alias . '.' . $column)
                . (is_string($as) ? ' AS ' . $as : '');
        }
        return $alias === $table ? $table : $table . ' AS ' . $alias;
    }
}
