<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use Magento\Framework\App\ProductMetadataInterface;
use Magento\Framework\DataObject\IdentityGeneratorInterface;
use Magento\Store\Api\Data\WebsiteInterface;
use Magento\Store\Model\StoreManagerInterface;

/**
 * One website, one version, and ids.
 */
class PretendStore implements
    IdentityGeneratorInterface,
    ProductMetadataInterface,
    StoreManagerInterface,
    WebsiteInterface
{
    public function __construct(public string $version = '2.4.6')
    {
    }

    public function getVersion()
    {
        return $this->version;
    }

    public function getEdition()
    {
        return 'Community';
    }

    public function getName()
    {
        return 'Main Website';
    }

    public function getId()
    {
        return 1;
    }

    public function getWebsites($withDefault = false, $codeKey = false)
    {
        return [1 => $this];
    }

    public function generateId()
    {
        $hex = bin2hex(random_bytes(16));
        $hex[12] = '4';
        $hex[16] = '89ab'[random_int(0, 3)];
        return implode('-', [substr($hex, 0, 8), substr($hex, 8, 4), substr($hex, 12, 4), substr($hex, 16, 4),
            substr($hex, 20)]);
    }

    public function generateIdForData($data)
    {
        return substr(hash('sha256', (string)$data), 0, 32);
    }
}
