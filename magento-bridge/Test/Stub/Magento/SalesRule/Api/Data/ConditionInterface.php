<?php

declare(strict_types=1);

namespace Magento\SalesRule\Api\Data;

interface ConditionInterface
{
    public const AGGREGATOR_TYPE_ALL = 'all';
    public const AGGREGATOR_TYPE_ANY = 'any';

    public function getConditionType();

    public function setConditionType($conditionType);

    public function getConditions();

    public function setConditions(?array $conditions = null);

    public function getAggregatorType();

    public function setAggregatorType($aggregatorType);

    public function getOperator();

    public function setOperator($operator);

    public function getAttributeName();

    public function setAttributeName($attributeName);

    public function getValue();

    public function setValue($value);
}
