<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service;

use CouponPools\Bridge\Model\Service\Sentences\SentencesInterface;
use Magento\Framework\Phrase;

/**
 * Says a sentence of the service in the language of the admin, from the module's own translations, so that a shop can
 * add a language as it does for any module. One that is not known stays as the service says it.
 */
class TranslateSentence
{
    /** @var array<string,string>|null patterns by sentence, in their order */
    private ?array $patterns = null;

    /**
     * Wires the parts.
     *
     * @param array<string,SentencesInterface> $sentences
     */
    public function __construct(private readonly array $sentences = [])
    {
    }

    /**
     * The sentence in the admin's language.
     *
     * @param string $sentence
     */
    public function execute(string $sentence): string
    {
        if (isset($this->patterns()[$sentence])) {
            return (string)new Phrase($sentence);
        }
        foreach ($this->patterns() as $known => $pattern) {
            if (preg_match($pattern, $sentence, $values) === 1) {
                return (string)new Phrase($known, $this->values($known, array_slice($values, 1)));
            }
        }
        return $sentence;
    }

    /**
     * What changes in a sentence. What ends it after a colon or a full stop is a sentence of its own.
     *
     * @param string $known
     * @param string[] $values
     * @return string[]
     */
    private function values(string $known, array $values): array
    {
        if (preg_match('/[:.] %\d$/D', $known) === 1) {
            $values[] = $this->execute((string)array_pop($values));
        }
        return $values;
    }

    /**
     * What each sentence looks like, worked out once.
     *
     * @return array<string,string>
     */
    private function patterns(): array
    {
        if ($this->patterns === null) {
            $this->patterns = [];
            foreach ($this->sentences as $sentences) {
                foreach ($sentences->all() as $sentence) {
                    $text = $sentence->getText();
                    $this->patterns[$text] = '/^'
                        . preg_replace('/%\d/', '(.+?)', preg_quote($text, '/'))
                        . '$/Dsu';
                }
            }
        }
        return $this->patterns;
    }
}
