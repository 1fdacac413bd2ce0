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
    private const FOLDERS = [
        'Block', 'Console', 'Controller', 'Cron', 'Model', 'Observer', 'Plugin', 'Ui', 'ViewModel', 'etc', 'view',
    ];

    public function testEveryTextIsInEveryLanguageWithItsPlaceholders(): void
    {
        $texts = $this->texts();
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

    /**
     * @return list<string>
     */
    private function texts(): array
    {
        $texts = [];
        foreach (self::FOLDERS as $folder) {
            $path = $this->root() . '/' . $folder;
            if (!is_dir($path)) {
                continue;
            }
            $files = new \RecursiveDirectoryIterator($path, \FilesystemIterator::SKIP_DOTS);
            foreach (new \RecursiveIteratorIterator($files) as $file) {
                $source = (string)file_get_contents((string)$file);
                $found = match ($file->getExtension()) {
                    'php', 'phtml' => $this->ofPhp($source),
                    'js' => $this->ofScript($source),
                    'xml' => $this->ofXml($source),
                    default => [],
                };
                array_push($texts, ...$found);
            }
        }
        return array_values(array_unique($texts));
    }

    /**
     * The literals that `__()` is called with first, put together where they are joined by dots.
     *
     * @return list<string>
     */
    private function ofPhp(string $source): array
    {
        $tokens = array_values(array_filter(
            \PhpToken::tokenize($source),
            static fn (\PhpToken $token): bool => !$token->isIgnorable()
        ));
        $texts = [];
        foreach ($tokens as $index => $token) {
            if ($token->text !== '__' || ($tokens[$index + 1]->text ?? '') !== '(') {
                continue;
            }
            $text = '';
            for ($next = $index + 2; isset($tokens[$next]); $next++) {
                if ($tokens[$next]->is(T_CONSTANT_ENCAPSED_STRING)) {
                    $text .= stripslashes(substr($tokens[$next]->text, 1, -1));
                } elseif ($tokens[$next]->text !== '.') {
                    break;
                }
            }
            $texts[] = $text;
        }
        return array_values(array_filter($texts, static fn (string $text): bool => $text !== ''));
    }

    /**
     * @return list<string>
     */
    private function ofScript(string $source): array
    {
        preg_match_all('/\$t\(\s*\'((?:[^\'\\\\]|\\\\.)*)\'/', $source, $found);
        return array_map('stripslashes', $found[1]);
    }

    /**
     * @return list<string>
     */
    private function ofXml(string $source): array
    {
        $document = new \DOMDocument();
        $document->loadXML($source);
        $texts = [];
        foreach ((new \DOMXPath($document))->query('//*[@translate]') ?: [] as $element) {
            if ($element->getAttribute('translate') === 'true') {
                $texts[] = trim($element->textContent);
                continue;
            }
            foreach (explode(' ', $element->getAttribute('translate')) as $name) {
                $texts[] = $element->getAttribute($name);
                foreach ($element->childNodes as $child) {
                    if ($child->nodeName === $name) {
                        $texts[] = trim($child->textContent);
                    }
                }
            }
        }
        return array_values(array_filter($texts, static fn (string $text): bool => $text !== ''));
    }

    private function root(): string
    {
        return dirname(__DIR__, 3);
    }
}
