<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Upload;

/**
 * Turns what the preview's form sent into a way of reading a file, in the words of the service.
 */
class MapReading
{
    private const CHOICES = [
        'encoding' => ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'],
        'delimiter' => ['comma', 'semicolon', 'tab', 'pipe', 'none'],
        'dateOrder' => ['iso', 'dmy', 'mdy'],
    ];

    /**
     * The way of reading.
     *
     * @param array<string,mixed> $form
     * @return array<string,mixed>
     */
    public function execute(array $form): array
    {
        $reading = [
            'sheet' => $this->number($form['sheet'] ?? '') ?? 0,
            'hasHeader' => ($form['hasHeader'] ?? '') === '1',
            'codeColumn' => $this->number($form['codeColumn'] ?? '') ?? 0,
            'expiryColumn' => $this->number($form['expiryColumn'] ?? ''),
        ];
        foreach (self::CHOICES as $field => $choices) {
            if (in_array($form[$field] ?? null, $choices, true)) {
                $reading[$field] = $form[$field];
            }
        }
        return $reading;
    }

    /**
     * A whole number; null: none.
     *
     * @param mixed $value
     */
    private function number(mixed $value): ?int
    {
        return is_string($value) && preg_match('/^\d{1,6}$/D', $value) === 1 ? (int)$value : null;
    }
}
