<?php

declare(strict_types=1);

namespace Magento\Framework\Data\Form\Element\Renderer;

use Magento\Framework\Data\Form\Element\AbstractElement;

/**
 * Stands in for Magento's.
 */
interface RendererInterface
{
    /**
     * @param AbstractElement $element
     * @return string
     */
    public function render(AbstractElement $element);
}
