<?php

declare(strict_types=1);

namespace Magento\Framework;

use Magento\Framework\Phrase\RendererInterface;

/**
 * A text with its arguments, said by whatever renderer Magento was given.
 */
class Phrase implements \JsonSerializable
{
    /** @var RendererInterface|null */
    private static ?RendererInterface $renderer = null;

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

    public static function setRenderer(RendererInterface $renderer): void
    {
        self::$renderer = $renderer;
    }

    public function render(): string
    {
        if (self::$renderer !== null) {
            return (string)self::$renderer->render([$this->text], $this->arguments);
        }
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
