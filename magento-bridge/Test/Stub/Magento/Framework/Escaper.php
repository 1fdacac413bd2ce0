<?php

declare(strict_types=1);

namespace Magento\Framework;

/**
 * Stands in for Magento's.
 */
class Escaper
{
    /**
     * @param mixed $data
     * @param array<string>|null $allowedTags
     * @return string
     */
    public function escapeHtml($data, $allowedTags = null)
    {
        return '';
    }

    /**
     * @param mixed $string
     * @param bool $escapeSingleQuote
     * @return string
     */
    public function escapeHtmlAttr($string, $escapeSingleQuote = true)
    {
        return '';
    }

    /**
     * @param mixed $string
     * @return string
     */
    public function escapeUrl($string)
    {
        return '';
    }
}
