<?php

declare(strict_types=1);

namespace Psr\Log;

/**
 * The part of the standard's interface that the module uses.
 */
interface LoggerInterface
{
    public function error(string|\Stringable $message, array $context = []): void;
}
