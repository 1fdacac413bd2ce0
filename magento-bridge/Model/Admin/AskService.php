<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Admin;

use CouponPools\Bridge\Api\ServiceClientInterface;
use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;
use CouponPools\Bridge\Model\Service\ShopIsCopy;

/**
 * The one way from a page of the admin to the service: whatever goes wrong becomes a sentence to show, so that no
 * page breaks because the service is down.
 */
class AskService
{
    private const BASE = '/api/bridge/v1';

    /** As the service answers a key that it does not know: asking again does not help. */
    private const UNAUTHORIZED = 401;

    /**
     * Wires the parts.
     *
     * @param Config $config
     * @param ServiceClientInterface $client
     * @param ReadAnswer $readAnswer
     */
    public function __construct(
        private readonly Config $config,
        private readonly ServiceClientInterface $client,
        private readonly ReadAnswer $readAnswer
    ) {
    }

    /**
     * Asks, and always has something to show.
     *
     * @param string $method
     * @param string $path below the bridge's address, such as `/pools`; ids in it come from PathId
     * @param array<string,mixed>|null $body
     * @param array<string,scalar|null> $query
     * @return Reply
     */
    public function execute(string $method, string $path, ?array $body = null, array $query = []): Reply
    {
        if (!$this->config->isConnected()) {
            return new Reply(
                self::UNAUTHORIZED,
                [],
                (string)__('This shop is not connected to Coupon Pools yet. Connect it under Stores > Configuration.')
            );
        }
        try {
            return $this->readAnswer->execute($this->client->send($method, self::BASE . $path, $body, $query));
        } catch (ShopIsCopy $copy) {
            return new Reply(0, [], $copy->getMessage());
        } catch (ServiceUnavailable | \InvalidArgumentException $exception) {
            return new Reply(
                0,
                [],
                (string)__('Coupon Pools cannot be reached at the moment. %1', $exception->getMessage())
            );
        }
    }
}
