<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model;

/**
 * JSON as the service writes and reads it.
 */
class Json
{
    /**
     * An empty list of fields is an object. All of it is ASCII: Magento's tables hold no character of four bytes.
     *
     * @param array<string,mixed> $fields
     */
    public function encode(array $fields): string
    {
        return json_encode(
            $fields === [] ? new \stdClass() : $fields,
            JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE
        );
    }

    /**
     * The fields; none where the text is not an object.
     *
     * @param string|null $text
     * @return array<string,mixed>
     */
    public function decode(?string $text): array
    {
        $fields = json_decode((string)$text, true);
        return is_array($fields) ? $fields : [];
    }
}
