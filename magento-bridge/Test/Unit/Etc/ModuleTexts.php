<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Etc;

/**
 * What the module says: the texts that it has translated, by the files that say them.
 */
class ModuleTexts
{
    private const FOLDERS = [
        'Block', 'Console', 'Controller', 'Cron', 'Model', 'Observer', 'Plugin', 'Ui', 'ViewModel', 'etc', 'view',
    ];

    /**
     * @return list<string>
     */
    public function all(): array
    {
        return $this->in(self::FOLDERS);
    }

    /**
     * @param string[] $places files and folders of the module
     * @return list<string>
     */
    public function in(array $places): array
    {
        $texts = [];
        foreach ($this->sources($places) as $file => $source) {
            array_push($texts, ...match (pathinfo($file, PATHINFO_EXTENSION)) {
                'php', 'phtml' => $this->ofPhp($source),
                'js' => $this->ofScript($source),
                'xml' => $this->ofXml($source),
                default => [],
            });
        }
        return array_values(array_unique($texts));
    }

    /**
     * @param string[] $places files and folders of the module
     * @return array<string,string> the sources by their files
     */
    public function sources(array $places = self::FOLDERS): array
    {
        $sources = [];
        $root = dirname(__DIR__, 3) . '/';
        foreach ($places as $place) {
            if (!is_dir($root . $place)) {
                $sources[$place] = (string)file_get_contents($root . $place);
                continue;
            }
            $files = new \RecursiveDirectoryIterator($root . $place, \FilesystemIterator::SKIP_DOTS);
            foreach (new \RecursiveIteratorIterator($files) as $file) {
                $sources[substr((string)$file, strlen($root))] = (string)file_get_contents((string)$file);
            }
        }
        return $sources;
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
}
