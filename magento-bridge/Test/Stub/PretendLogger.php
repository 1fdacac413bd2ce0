<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use Psr\Log\LoggerInterface;

/**
 * Keeps what was logged.
 */
class PretendLogger implements LoggerInterface
{
    /** @var string[] */
    public array $messages = [];

    public function error(string|\Stringable $message, array $context = []): void
    {
        $exception = $context['exception'] ?? null;
        $this->messages[] = $message . ($exception instanceof \Throwable ? ': ' . $exception->getMessage() : '');
    }
}
