<?php

declare(strict_types=1);

namespace GuzzleHttp;

/**
 * What Magento generates.
 */
class ClientFactory
{
    /**
     * @param array<string,mixed> $data
     */
    public function create(array $data = []): Client
    {
        return new Client($data['config'] ?? []);
    }
}
