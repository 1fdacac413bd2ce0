<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel\History;

use CouponPools\Bridge\Model\Admin\FormatNumber;
use Magento\Framework\Phrase;

/**
 * What the sentence of an entry is filled with.
 */
class Detail
{
    /**
     * Holds it.
     *
     * @param array<string,mixed> $values as the service tells them
     * @param FormatNumber $formatNumber
     */
    public function __construct(
        private readonly array $values,
        private readonly FormatNumber $formatNumber
    ) {
    }

    /**
     * A text; empty where it is none.
     *
     * @param string $name
     */
    public function text(string $name): string
    {
        $value = $this->values[$name] ?? '';
        return is_scalar($value) ? (string)$value : '';
    }

    /**
     * A number as the language of the admin writes it.
     *
     * @param string $name
     */
    public function number(string $name): string
    {
        return $this->formatNumber->execute($this->count($name));
    }

    /**
     * The sentence for one, or for any other number.
     *
     * @param string $name
     * @param Phrase $one
     * @param Phrase $many
     * @return Phrase
     */
    public function counted(string $name, Phrase $one, Phrase $many): Phrase
    {
        return $this->count($name) === 1.0 ? $one : $many;
    }

    /**
     * Whether a number is told and is 0; an older service may not tell it.
     *
     * @param string $name
     */
    public function isNone(string $name): bool
    {
        return array_key_exists($name, $this->values) && $this->count($name) === 0.0;
    }

    /**
     * A number; 0 where it is none.
     *
     * @param string $name
     */
    private function count(string $name): float
    {
        $value = $this->values[$name] ?? 0;
        return is_numeric($value) ? (float)$value : 0.0;
    }
}
