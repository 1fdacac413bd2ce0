<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use Magento\Framework\Lock\LockManagerInterface;

/**
 * Locks by files, so that they end with their process.
 */
class PretendLockManager implements LockManagerInterface
{
    /** @var array<string,resource> */
    private array $files = [];

    public function __construct(private readonly string $prefix)
    {
    }

    public function lock(string $name, int $timeout = -1): bool
    {
        if (isset($this->files[$name])) {
            return false;
        }
        $file = fopen(sys_get_temp_dir() . '/' . hash('sha256', $this->prefix . $name) . '.lock', 'c');
        $until = microtime(true) + $timeout;
        while (!flock($file, $timeout < 0 ? LOCK_EX : LOCK_EX | LOCK_NB)) {
            if (microtime(true) >= $until) {
                fclose($file);
                return false;
            }
            usleep(20_000);
        }
        $this->files[$name] = $file;
        return true;
    }

    public function unlock(string $name): bool
    {
        if (!isset($this->files[$name])) {
            return false;
        }
        fclose($this->files[$name]);
        unset($this->files[$name]);
        return true;
    }

    public function isLocked(string $name): bool
    {
        return isset($this->files[$name]);
    }
}
