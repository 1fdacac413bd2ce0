<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use Psr\Log\LoggerInterface;

/**
 * Keeps what was logged, whatever the version of the standard's interface.
 */
class PretendLogger implements LoggerInterface
{
    /** @var string[] */
    public array $messages = [];

    public function emergency($message, array $context = []): void
    {
        $this->log('emergency', $message, $context);
    }

    public function alert($message, array $context = []): void
    {
        $this->log('alert', $message, $context);
    }

    public function critical($message, array $context = []): void
    {
        $this->log('critical', $message, $context);
    }

    public function error($message, array $context = []): void
    {
        $this->log('error', $message, $context);
    }

    public function warning($message, array $context = []): void
    {
        $this->log('warning', $message, $context);
    }

    public function notice($message, array $context = []): void
    {
        $this->log('notice', $message, $context);
    }

    public function info($message, array $context = []): void
    {
        $this->log('info', $message, $context);
    }

    public function debug($message, array $context = []): void
    {
        $this->log('debug', $message, $context);
    }

    public function log($level, $message, array $context = []): void
    {
        $exception = $context['exception'] ?? null;
        $this->messages[] = $message . ($exception instanceof \Throwable ? ': ' . $exception->getMessage() : '');
    }
}
