<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Link;

/**
 * Draws a key id and a secret.
 */
class DrawKey
{
    private const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    private const KEY_ID_CHARACTERS = 26;
    private const SECRET_BYTES = 32;

    /**
     * A new pair each time.
     *
     * @return array{keyId:string,secret:string}
     */
    public function execute(): array
    {
        $keyId = 'cpb_';
        for ($i = 0; $i < self::KEY_ID_CHARACTERS; $i++) {
            $keyId .= self::CROCKFORD[random_int(0, 31)];
        }
        return ['keyId' => $keyId, 'secret' => 'whsec_' . base64_encode(random_bytes(self::SECRET_BYTES))];
    }
}
