<?php

declare(strict_types=1);

namespace Magento\Framework\Encryption;

/**
 * The part of Magento's interface that the module uses.
 */
interface EncryptorInterface
{
    public function encrypt($data);

    public function decrypt($data);
}
