<?php

declare(strict_types=1);

namespace Magento\Framework\App\Response\Http;

use Magento\Framework\App\Filesystem\DirectoryList;
use Magento\Framework\App\ResponseInterface;

/**
 * Stands in for Magento's.
 */
abstract class FileFactory
{
    /**
     * @param string $fileName
     * @param string|array<string,mixed> $content
     * @param string $baseDir
     * @param string $contentType
     * @param int|null $contentLength
     * @return ResponseInterface
     */
    abstract public function create(
        $fileName,
        $content,
        $baseDir = DirectoryList::ROOT,
        $contentType = 'application/octet-stream',
        $contentLength = null
    );
}
