<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use Magento\Framework\Encryption\EncryptorInterface;

/**
 * Does not encrypt, but gives garbage to whoever decrypts twice.
 */
class PretendEncryptor implements EncryptorInterface
{
    private const PREFIX = '0:3:';

    public function encrypt($data)
    {
        return self::PREFIX . base64_encode(strrev((string)$data));
    }

    public function decrypt($data)
    {
        return str_starts_with((string)$data, self::PREFIX)
            ? strrev((string)base64_decode(substr((string)$data, strlen(self::PREFIX)), true))
            : "\x93\xfa" . hash('sha256', (string)$data, true);
    }
}
