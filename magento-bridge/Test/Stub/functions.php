<?php

declare(strict_types=1);

use Magento\Framework\Phrase;

if (!function_exists('__')) {
    /**
     * Magento's own, without translations.
     */
    function __(string $text, mixed ...$arguments): Phrase
    {
        return new Phrase($text, count($arguments) === 1 && is_array($arguments[0]) ? $arguments[0] : $arguments);
    }
}
