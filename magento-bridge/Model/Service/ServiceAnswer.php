<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service;

/**
 * What the service said.
 */
class ServiceAnswer
{
    /**
     * Holds the answer.
     *
     * @param int $status
     * @param array<string,mixed> $body the decoded JSON; empty where there is none
     */
    public function __construct(
        public readonly int $status,
        public readonly array $body
    ) {
    }

    /**
     * Whether it agreed.
     */
    public function isOk(): bool
    {
        return $this->status >= 200 && $this->status < 300;
    }

    /**
     * The problem's word for machines, such as `invalid_request`; empty where there is none.
     */
    public function problemCode(): string
    {
        return $this->isOk() ? '' : $this->word('code');
    }

    /**
     * The problem's sentence for people; empty where there is none.
     */
    public function problemDetail(): string
    {
        if ($this->isOk()) {
            return '';
        }
        return $this->word('detail') ?: $this->word('title');
    }

    /**
     * The fields that the service did not like.
     *
     * @return list<array{path:string,message:string}>
     */
    public function problemErrors(): array
    {
        $errors = [];
        foreach ((array)($this->body['errors'] ?? []) as $error) {
            if (is_array($error)) {
                $errors[] = ['path' => (string)($error['path'] ?? ''), 'message' => (string)($error['message'] ?? '')];
            }
        }
        return $errors;
    }

    /**
     * A field that is text; empty where it is not there.
     *
     * @param string $field
     */
    private function word(string $field): string
    {
        $value = $this->body[$field] ?? '';
        return is_string($value) ? $value : '';
    }
}
