<?php

declare(strict_types=1);

namespace Magento\Framework\Api;

/**
 * Stands in for Magento's: without a field or a direction it has none.
 */
class SortOrder
{
    /**
     * @param string|null $field
     * @param string|null $direction
     */
    public function __construct(private readonly ?string $field = null, private readonly ?string $direction = null)
    {
    }

    /**
     * @return string|null
     */
    public function getField()
    {
        return $this->field;
    }

    /**
     * @return string|null
     */
    public function getDirection()
    {
        return $this->direction;
    }
}
