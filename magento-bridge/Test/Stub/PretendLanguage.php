<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use Magento\Framework\Phrase\RendererInterface;

/**
 * Says texts as one of the module's translations has them; without one as they are.
 */
class PretendLanguage implements RendererInterface
{
    /** @var array<string,string> */
    private array $known = [];

    public function __construct(?string $language = null)
    {
        $file = $language === null
            ? false
            : fopen(dirname(__DIR__, 2) . '/i18n/' . $language . '.csv', 'r');
        while ($file !== false && is_array($row = fgetcsv($file, null, ',', '"', ''))) {
            $this->known[(string)$row[0]] = (string)$row[1];
        }
    }

    /**
     * @inheritDoc
     */
    public function render(array $source, array $arguments)
    {
        $text = (string)end($source);
        $pairs = [];
        foreach (array_values($arguments) as $index => $argument) {
            $pairs['%' . ($index + 1)] = (string)$argument;
        }
        return strtr($this->known[$text] ?? $text, $pairs);
    }
}
