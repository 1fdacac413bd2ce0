<?php

declare(strict_types=1);

namespace Magento\Framework\View\Element\UiComponent\Control;

/**
 * Stands in for Magento's.
 */
interface ButtonProviderInterface
{
    /**
     * @return array<string, mixed>
     */
    public function getButtonData();
}
