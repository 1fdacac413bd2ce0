<?php

declare(strict_types=1);

namespace Magento\Framework\Api;

/**
 * Stands in for Magento's.
 */
class Filter
{
    /** @var array<string, mixed> */
    private array $data = [];

    /**
     * @param mixed $field
     */
    public function setField($field): self
    {
        $this->data['field'] = $field;
        return $this;
    }

    /**
     * @param mixed $value
     */
    public function setValue($value): self
    {
        $this->data['value'] = $value;
        return $this;
    }

    /**
     * @param mixed $conditionType
     */
    public function setConditionType($conditionType): self
    {
        $this->data['condition_type'] = $conditionType;
        return $this;
    }

    /**
     * @return mixed
     */
    public function getField()
    {
        return $this->data['field'] ?? null;
    }

    /**
     * @return mixed
     */
    public function getValue()
    {
        return $this->data['value'] ?? null;
    }

    /**
     * @return mixed
     */
    public function getConditionType()
    {
        return $this->data['condition_type'] ?? 'eq';
    }
}
