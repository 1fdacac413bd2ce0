<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Upload;

use CouponPools\Bridge\Api\ServiceClientInterface;
use CouponPools\Bridge\Model\Admin\ReadAnswer;
use CouponPools\Bridge\Model\Admin\Reply;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;

/**
 * Hands one part of a file to the service. Sending it again replaces it.
 */
class SendPart
{
    private const PATH = '/api/bridge/v1/uploads/%s/parts/%d';

    /**
     * Wires the parts.
     *
     * @param ServiceClientInterface $client
     * @param ReadAnswer $readAnswer
     */
    public function __construct(
        private readonly ServiceClientInterface $client,
        private readonly ReadAnswer $readAnswer
    ) {
    }

    /**
     * Sends it.
     *
     * @param string $upload an id from PathId
     * @param int $part
     * @param string $bytes
     * @return Reply
     */
    public function execute(string $upload, int $part, string $bytes): Reply
    {
        try {
            return $this->readAnswer->execute(
                $this->client->sendBytes('PUT', sprintf(self::PATH, $upload, $part), $bytes, 'application/octet-stream')
            );
        } catch (ServiceUnavailable | \InvalidArgumentException $exception) {
            return new Reply(
                0,
                [],
                (string)__('Coupon Pools cannot be reached at the moment. %1', $exception->getMessage())
            );
        }
    }
}
