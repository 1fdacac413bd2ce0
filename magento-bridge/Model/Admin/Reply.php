<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Admin;

use Magento\Framework\Phrase;

/**
 * What a page of the admin got from the service: what it asked for, or a sentence to show instead.
 */
class Reply
{
    /**
     * Holds the answer.
     *
     * @param int $status 0: no answer
     * @param array<string,mixed> $body
     * @param string $problem a sentence for people; empty where the service agreed
     * @param array<string,string> $errors sentences by the path of the field, such as `codeFormat.prefix`
     */
    public function __construct(
        public readonly int $status,
        public readonly array $body,
        public readonly string $problem = '',
        public readonly array $errors = []
    ) {
    }

    /**
     * Whether the service did what it was asked.
     */
    public function isOk(): bool
    {
        return $this->status >= 200 && $this->status < 300;
    }

    /**
     * Whether the service is away or busy, so that the same may go better in a moment; a refusal will not.
     */
    public function isAway(): bool
    {
        return $this->status === 0 || $this->status === 429 || $this->status >= 500;
    }

    /**
     * Why the service did not do it: what it says of each field, or of the whole; empty where it did.
     */
    public function why(): string
    {
        return $this->errors === [] ? $this->problem : implode(' ', array_unique($this->errors));
    }

    /**
     * What came of it, for the top of the next page.
     *
     * @param Phrase $done
     */
    public function outcome(Phrase $done): Outcome
    {
        return new Outcome($this->isOk(), $this->isOk() ? (string)$done : $this->why());
    }

    /**
     * A part of the answer that is a list; empty where there is none.
     *
     * @param string $name
     * @return list<array<string,mixed>>
     */
    public function listOf(string $name): array
    {
        $list = $this->body[$name] ?? [];
        return is_array($list) ? array_values(array_filter($list, 'is_array')) : [];
    }

    /**
     * A part of the answer that is an object, or the answer itself where it is not wrapped in that name.
     *
     * Empty where the name is there and nothing in it.
     *
     * @param string $name
     * @return array<string,mixed>
     */
    public function part(string $name): array
    {
        if (array_key_exists($name, $this->body)) {
            $part = $this->body[$name];
            return is_array($part) ? $part : [];
        }
        return $this->isOk() ? $this->body : [];
    }
}
