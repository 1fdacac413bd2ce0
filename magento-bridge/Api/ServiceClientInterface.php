<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Api;

use CouponPools\Bridge\Model\Service\ServiceAnswer;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;
use Psr\Http\Message\StreamInterface;

/**
 * Calls the service. Every call but sendUnsigned() is signed with the store's key.
 *
 * A path starts with a slash (`/api/bridge/v1/pools`) and is percent-encoded where it has to be. An answer below 500
 * is returned, whether it agrees or refuses; no answer, and one from 500 on, throws.
 */
interface ServiceClientInterface
{
    /**
     * A call with a JSON body, or without one.
     *
     * @param string $method
     * @param string $path
     * @param array<string,mixed>|null $body
     * @param array<string,scalar|null> $query nulls are left out
     * @return ServiceAnswer
     * @throws ServiceUnavailable
     */
    public function send(string $method, string $path, ?array $body = null, array $query = []): ServiceAnswer;

    /**
     * A call with raw bytes, such as a part of a file.
     *
     * @param string $method
     * @param string $path
     * @param string $bytes
     * @param string $contentType
     * @return ServiceAnswer
     * @throws ServiceUnavailable
     */
    public function sendBytes(string $method, string $path, string $bytes, string $contentType): ServiceAnswer;

    /**
     * Reads a whole file without holding it in memory. Throws for every answer but 200, and for one that broke off.
     *
     * @param string $path
     * @param array<string,scalar|null> $query
     * @return StreamInterface
     * @throws ServiceUnavailable
     */
    public function download(string $path, array $query = []): StreamInterface;

    /**
     * The call that comes before there is a key.
     *
     * @param string $method
     * @param string $path
     * @param array<string,mixed> $body
     * @return ServiceAnswer
     * @throws ServiceUnavailable
     */
    public function sendUnsigned(string $method, string $path, array $body): ServiceAnswer;
}
