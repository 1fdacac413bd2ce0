<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service;

/**
 * Signs a call: HMAC-SHA256 over `<id>.<timestamp>.<METHOD> <target>`, a line feed and the body, as bytes.
 */
class SignRequest
{
    private const SECRET_PREFIX = 'whsec_';

    /**
     * The header that goes with the call.
     *
     * @param string $secret `whsec_` and base64
     * @param string $id unique to the message
     * @param int $timestamp Unix time in seconds
     * @param string $method
     * @param string $target path and query exactly as they stand in the request line
     * @param string $body
     * @return string the header `webhook-signature`
     */
    public function execute(
        string $secret,
        string $id,
        int $timestamp,
        string $method,
        string $target,
        string $body
    ): string {
        $key = $this->key($secret);
        $signed = $id . '.' . $timestamp . '.' . strtoupper($method) . ' ' . $target . "\n" . $body;
        return 'v1,' . base64_encode(hash_hmac('sha256', $signed, $key, true));
    }

    /**
     * The secret's bytes.
     *
     * @param string $secret
     */
    private function key(string $secret): string
    {
        $encoded = str_starts_with($secret, self::SECRET_PREFIX) ? substr($secret, strlen(self::SECRET_PREFIX)) : '';
        // phpcs:ignore Magento2.Functions.DiscouragedFunction -- the form that the signature's standard gives to keys
        $key = base64_decode($encoded, true);
        if ($key === false || $key === '') {
            throw new \InvalidArgumentException(
                (string)__('The secret of the connection is not readable: connect again.')
            );
        }
        return $key;
    }
}
