<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Etc;

use PHPUnit\Framework\TestCase;

/**
 * Whatever the module says can be said in each of its languages.
 */
class TranslationsTest extends TestCase
{
    private const LANGUAGES = ['en_US', 'de_DE'];

    public function testEveryTextIsInEveryLanguageWithItsPlaceholders(): void
    {
        $texts = (new ModuleTexts())->all();
        self::assertGreaterThan(100, count($texts));
        foreach (self::LANGUAGES as $language) {
            $known = $this->translations($language);
            foreach ($texts as $text) {
                self::assertArrayHasKey($text, $known, $language);
                self::assertNotSame('', $known[$text], $text);
                self::assertSame($this->placeholders($text), $this->placeholders($known[$text]), $text);
            }
        }
    }

    /**
     * A text that is put together before it is translated is found in no translation.
     */
    public function testWhatIsTranslatedIsALiteral(): void
    {
        foreach ((new ModuleTexts())->sources() as $file => $source) {
            match (pathinfo($file, PATHINFO_EXTENSION)) {
                'php', 'phtml' => self::assertDoesNotMatchRegularExpression('/\b__\(\s*[^\s\'"]/', $source, $file),
                'js' => self::assertDoesNotMatchRegularExpression(
                    '/\$t\((?!\s*\'(?:[^\'\\\\]|\\\\.)*\'\s*\))/',
                    $source,
                    $file
                ),
                default => null,
            };
        }
    }

    public function testEveryLabelOfTheXmlIsTranslated(): void
    {
        $words = ['label', 'title', 'comment', 'tooltip', 'hint', 'message'];
        foreach ((new ModuleTexts())->sources(['etc', 'view']) as $file => $source) {
            if (!str_ends_with($file, '.xml') || str_ends_with($file, 'db_schema.xml')) {
                continue;
            }
            $document = new \DOMDocument();
            $document->loadXML($source);
            foreach ($document->getElementsByTagName('*') as $element) {
                $parent = $element->parentNode;
                $said = array_filter($words, static fn (string $word): bool => $element->hasAttribute($word));
                if (in_array($element->nodeName, $words, true) && !$element->hasAttribute('translate')) {
                    self::assertInstanceOf(\DOMElement::class, $parent);
                    self::assertContains(
                        $element->nodeName,
                        explode(' ', $parent->getAttribute('translate')),
                        $file . ': ' . $element->textContent
                    );
                }
                self::assertSame(
                    [],
                    array_diff($said, explode(' ', $element->getAttribute('translate'))),
                    $file . ': ' . $element->getAttribute('id')
                );
            }
        }
    }

    /**
     * Words that stand in a template or a script as they are would be English for everybody.
     */
    public function testNoTemplateAndNoScriptHasWordsOfItsOwn(): void
    {
        foreach ((new ModuleTexts())->sources(['view']) as $file => $source) {
            if (str_ends_with($file, '.phtml')) {
                $html = '';
                foreach (\PhpToken::tokenize($source) as $token) {
                    $html .= $token->is(T_INLINE_HTML) ? $token->text : ' ';
                }
                $text = (string)preg_replace('/<(?:[^<>"]|"[^"]*")*>/', ' ', $html);
                self::assertDoesNotMatchRegularExpression('/\p{L}{2,}/u', $text, $file);
                self::assertDoesNotMatchRegularExpression(
                    '/\b(title|aria-label|alt)="[^"]*\p{L}{2,}[^"]*"/u',
                    $html,
                    $file
                );
            } elseif (str_ends_with($file, '.js')) {
                $script = (string)preg_replace(['~/\*.*?\*/|(?<!:)//[^\n]*~s', '/\$t\(\s*\'[^\n]*/'], '', $source);
                self::assertDoesNotMatchRegularExpression('/[\'"]\p{Lu}\p{Ll}+ \p{L}+[^\'"]*[\'"]/u', $script, $file);
            }
        }
    }

    /**
     * @return array<string,string>
     */
    private function translations(string $language): array
    {
        $known = [];
        $file = fopen($this->root() . '/i18n/' . $language . '.csv', 'r');
        self::assertNotFalse($file);
        while (is_array($row = fgetcsv($file, null, ',', '"', ''))) {
            $known[(string)$row[0]] = (string)($row[1] ?? '');
        }
        fclose($file);
        return $known;
    }

    /**
     * @return list<string>
     */
    private function placeholders(string $text): array
    {
        preg_match_all('/%\d/', $text, $found);
        sort($found[0]);
        return $found[0];
    }

    private function root(): string
    {
        return dirname(__DIR__, 3);
    }
}
