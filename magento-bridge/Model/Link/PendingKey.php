<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Link;

use Magento\Framework\Encryption\EncryptorInterface;
use Magento\Framework\FlagManager;

/**
 * The key that was offered to the service and not yet confirmed. It is kept until it is, so that the same link code
 * can be sent again with the same key after a lost answer; the key in use stays untouched meanwhile.
 */
class PendingKey
{
    private const FLAG = 'coupon_pools_pending_key';

    /**
     * Wires the parts.
     *
     * @param FlagManager $flagManager
     * @param EncryptorInterface $encryptor
     * @param DrawKey $drawKey
     */
    public function __construct(
        private readonly FlagManager $flagManager,
        private readonly EncryptorInterface $encryptor,
        private readonly DrawKey $drawKey
    ) {
    }

    /**
     * The key that is pending, or a new one.
     *
     * @return array{keyId:string,secret:string}
     */
    public function get(): array
    {
        $kept = $this->flagManager->getFlagData(self::FLAG);
        if (is_array($kept) && isset($kept['keyId'], $kept['secret'])) {
            $secret = $this->encryptor->decrypt((string)$kept['secret']);
            if (str_starts_with($secret, 'whsec_')) {
                return ['keyId' => (string)$kept['keyId'], 'secret' => $secret];
            }
        }
        $drawn = $this->drawKey->execute();
        $this->flagManager->saveFlag(
            self::FLAG,
            ['keyId' => $drawn['keyId'], 'secret' => $this->encryptor->encrypt($drawn['secret'])]
        );
        return $drawn;
    }

    /**
     * It is in use now, or never will be.
     */
    public function forget(): void
    {
        $this->flagManager->deleteFlag(self::FLAG);
    }
}
