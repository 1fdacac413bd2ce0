<?php

declare(strict_types=1);

namespace Magento\Ui\Component\Listing\Columns;

use Magento\Framework\View\Element\UiComponent\ContextInterface;
use Magento\Framework\View\Element\UiComponentFactory;

/**
 * Stands in for Magento's.
 */
class Column
{
    /**
     * @param ContextInterface $context
     * @param UiComponentFactory $uiComponentFactory
     * @param array<string, mixed> $components
     * @param array<string, mixed> $data
     */
    public function __construct(
        ContextInterface $context,
        UiComponentFactory $uiComponentFactory,
        array $components = [],
        private readonly array $data = []
    ) {
    }

    /**
     * @param string $key
     * @return mixed
     */
    public function getData($key = '')
    {
        return $this->data[$key] ?? null;
    }
}
