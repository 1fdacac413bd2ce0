<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Place;

use CouponPools\Bridge\Model\Exchange\DescribeShop;
use GuzzleHttp\Psr7\Uri;
use Magento\Framework\App\DeploymentConfig;

/**
 * Says where this installation runs, so that a copy of its database is noticed. What names the database stands in
 * app/etc/env.php, which no dump of a database carries along.
 */
class DescribePlace
{
    private const FACTS = [
        'db/connection/default/host', 'db/connection/default/dbname', 'db/table_prefix', 'install/date',
    ];
    private const HASH_CHARACTERS = 32;
    private const USUAL_PORTS = [null, 80, 443];

    /**
     * Wires the parts.
     *
     * @param DeploymentConfig $deploymentConfig
     * @param DescribeShop $describeShop
     */
    public function __construct(
        private readonly DeploymentConfig $deploymentConfig,
        private readonly DescribeShop $describeShop
    ) {
    }

    /**
     * A hash of what names the database: the service needs to see that it changed, and nothing else of it.
     */
    public function database(): string
    {
        $facts = array_map(
            fn (string $path): string => (string)json_encode($this->deploymentConfig->get($path)),
            self::FACTS
        );
        return substr(hash('sha256', implode("\n", $facts)), 0, self::HASH_CHARACTERS);
    }

    /**
     * The shop's address without what may change at any time: http or https, `www.`, the slash at the end.
     */
    public function address(): string
    {
        $url = $this->describeShop->baseUrl();
        try {
            $uri = new Uri($url);
        } catch (\InvalidArgumentException) {
            return strtolower($url);
        }
        if ($uri->getHost() === '') {
            return strtolower($url);
        }
        $host = (string)preg_replace('/^www\./', '', strtolower($uri->getHost()));
        $port = in_array($uri->getPort(), self::USUAL_PORTS, true) ? '' : ':' . $uri->getPort();
        return $host . $port . strtolower(rtrim($uri->getPath(), '/'));
    }
}
