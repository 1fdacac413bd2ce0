<?php

declare(strict_types=1);

namespace Magento\Framework;

/**
 * A text with its arguments.
 */
class Phrase implements \JsonSerializable
{
    /**
     * @param mixed[] $arguments
     */
    public function __construct(private readonly string $text, private readonly array $arguments = [])
    {
    }

    public function getText(): string
    {
        return $this->text;
    }

    public function render(): string
    {
        $pairs = [];
        foreach ($this->arguments as $index => $argument) {
            $pairs['%' . (is_int($index) ? $index + 1 : $index)] = (string)$argument;
        }
        return strtr($this->text, $pairs);
    }

    public function __toString(): string
    {
        return $this->render();
    }

    public function jsonSerialize(): string
    {
        return $this->render();
    }
}
