<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Alert;

/**
 * Tells addresses apart that somebody typed or pasted.
 */
class SeparateAddresses
{
    /**
     * The addresses, each once, in their order. What is none stays as it was typed, for the service to name.
     *
     * @param string $typed on lines of their own, or with commas or semicolons between them; `Ada <ada@example.com>`
     *     as mail programs have it is ada@example.com
     * @return list<string>
     */
    public function execute(string $typed): array
    {
        $addresses = [];
        foreach (preg_split('/[\r\n,;]+/', mb_scrub($typed, 'UTF-8')) ?: [] as $part) {
            $part = trim($part);
            $part = preg_match('/<([^<>]*)>$/', $part, $found) === 1 ? trim($found[1]) : $part;
            $words = preg_split('/\s+/u', $part, -1, PREG_SPLIT_NO_EMPTY) ?: [];
            // Spaces are between addresses where each word is one; "not an address" stays together.
            $areAddresses = array_filter($words, static fn (string $word): bool => !str_contains($word, '@')) === [];
            array_push($addresses, ...($areAddresses ? $words : [$part]));
        }
        return array_values(array_unique($addresses));
    }
}
