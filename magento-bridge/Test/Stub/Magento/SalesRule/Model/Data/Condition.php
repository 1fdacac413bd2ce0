<?php

declare(strict_types=1);

namespace Magento\SalesRule\Model\Data;

use Magento\SalesRule\Api\Data\ConditionInterface;

class Condition implements ConditionInterface, \JsonSerializable
{
    /** @var array<string,mixed> */
    private array $data = [];

    public function getConditionType()
    {
        return $this->data['condition_type'] ?? null;
    }

    public function setConditionType($conditionType)
    {
        return $this->with('condition_type', $conditionType);
    }

    public function getConditions()
    {
        return $this->data['conditions'] ?? null;
    }

    public function setConditions(?array $conditions = null)
    {
        return $this->with('conditions', $conditions);
    }

    public function getAggregatorType()
    {
        return $this->data['aggregator_type'] ?? null;
    }

    public function setAggregatorType($aggregatorType)
    {
        return $this->with('aggregator_type', $aggregatorType);
    }

    public function getOperator()
    {
        return $this->data['operator'] ?? null;
    }

    public function setOperator($operator)
    {
        return $this->with('operator', $operator);
    }

    public function getAttributeName()
    {
        return $this->data['attribute_name'] ?? null;
    }

    public function setAttributeName($attributeName)
    {
        return $this->with('attribute_name', $attributeName);
    }

    public function getValue()
    {
        return $this->data['value'] ?? null;
    }

    public function setValue($value)
    {
        return $this->with('value', $value);
    }

    /**
     * @return array<string,mixed>
     */
    public function jsonSerialize(): array
    {
        return $this->data;
    }

    private function with(string $field, mixed $value): self
    {
        $this->data[$field] = $value;
        return $this;
    }
}
