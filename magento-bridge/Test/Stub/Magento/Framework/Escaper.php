<?php

declare(strict_types=1);

namespace Magento\Framework;

/**
 * Stands in for Magento's: attributes and HTML are escaped, and addresses that run scripts are cut.
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
        return htmlspecialchars((string)$data, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8', false);
    }

    /**
     * @param mixed $string
     * @param bool $escapeSingleQuote
     * @return string
     */
    public function escapeHtmlAttr($string, $escapeSingleQuote = true)
    {
        if (!mb_check_encoding((string)$string, 'UTF-8')) {
            throw new \RuntimeException('String to be escaped was not valid UTF-8 or could not be converted');
        }
        return htmlspecialchars((string)$string, ENT_QUOTES, 'UTF-8', true);
    }

    /**
     * @param mixed $string
     * @return string
     */
    public function escapeUrl($string)
    {
        return $this->escapeHtml(preg_replace('/(javascript|data|vbscript):/i', ':', (string)$string));
    }
}
