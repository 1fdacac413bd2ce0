<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model;

/**
 * Instants in their three forms: Unix seconds, the database's UTC text, and ISO 8601 with a Z.
 */
class Instant
{
    private const DATABASE = 'Y-m-d H:i:s';
    private const SERVICE = 'Y-m-d\TH:i:s\Z';

    /**
     * Seconds as the database keeps them.
     *
     * @param int $seconds
     */
    public function toDatabase(int $seconds): string
    {
        return $this->at($seconds)->format(self::DATABASE);
    }

    /**
     * Seconds as the service reads them.
     *
     * @param int $seconds
     */
    public function toService(int $seconds): string
    {
        return $this->at($seconds)->format(self::SERVICE);
    }

    /**
     * Any of the text forms in seconds; without a time zone it is UTC. Null: not an instant.
     *
     * @param string $text
     */
    public function toSeconds(string $text): ?int
    {
        if (preg_match('/^\d{4}-\d\d-\d\d/', $text) !== 1) {
            return null;
        }
        try {
            return (new \DateTimeImmutable($text, new \DateTimeZone('UTC')))->getTimestamp();
        } catch (\Exception) {
            return null;
        }
    }

    /**
     * An instant in UTC.
     *
     * @param int $seconds
     */
    private function at(int $seconds): \DateTimeImmutable
    {
        return new \DateTimeImmutable('@' . $seconds);
    }
}
