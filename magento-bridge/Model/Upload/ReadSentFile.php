<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Upload;

use Magento\Framework\App\Request\Http;
use Magento\Framework\Exception\LocalizedException;
use Magento\Framework\Filesystem\Driver\File;

/**
 * The bytes of a file that came with the request.
 */
class ReadSentFile
{
    /**
     * Wires the parts.
     *
     * @param Http $request
     * @param File $driver
     */
    public function __construct(
        private readonly Http $request,
        private readonly File $driver
    ) {
    }

    /**
     * Reads it whole: it is as small as a slice.
     *
     * @param string $field
     * @return string
     * @throws LocalizedException
     */
    public function execute(string $field): string
    {
        $file = $this->request->getFiles($field);
        $error = is_array($file) ? (int)($file['error'] ?? UPLOAD_ERR_NO_FILE) : UPLOAD_ERR_NO_FILE;
        if ($error === UPLOAD_ERR_INI_SIZE || $error === UPLOAD_ERR_FORM_SIZE) {
            throw new LocalizedException(
                __('PHP takes no files of %1 bytes: raise upload_max_filesize.', Slice::BYTES)
            );
        }
        if ($error !== UPLOAD_ERR_OK) {
            throw new LocalizedException(
                __('PHP could not keep a part of the file (error %1): check upload_tmp_dir and its space.', $error)
            );
        }
        return (string)$this->driver->fileGetContents((string)$file['tmp_name']);
    }
}
