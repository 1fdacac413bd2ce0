<?php

declare(strict_types=1);

namespace Magento\Framework\App\Filesystem;

/**
 * Stands in for Magento's.
 */
class DirectoryList
{
    public const ROOT = 'base';
    public const VAR_DIR = 'var';
}
