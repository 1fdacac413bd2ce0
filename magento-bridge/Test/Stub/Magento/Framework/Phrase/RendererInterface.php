<?php

declare(strict_types=1);

namespace Magento\Framework\Phrase;

interface RendererInterface
{
    /**
     * @param string[] $source
     * @param mixed[] $arguments
     * @return string
     */
    public function render(array $source, array $arguments);
}
