<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Exchange;

use CouponPools\Bridge\Model\ModuleVersion;
use Magento\Framework\App\Config\ScopeConfigInterface;
use Magento\Framework\App\ProductMetadataInterface;
use Magento\Store\Model\StoreManagerInterface;

/**
 * Says who the shop is.
 */
class DescribeShop
{
    private const PATH_NAME = 'general/store_information/name';
    private const PATH_TIME_ZONE = 'general/locale/timezone';
    private const PATH_CURRENCY = 'currency/options/base';
    private const PATH_SECURE_URL = 'web/secure/base_url';
    private const PATH_URL = 'web/unsecure/base_url';

    /**
     * Wires the parts.
     *
     * @param ScopeConfigInterface $scopeConfig
     * @param StoreManagerInterface $storeManager
     * @param ProductMetadataInterface $productMetadata
     */
    public function __construct(
        private readonly ScopeConfigInterface $scopeConfig,
        private readonly StoreManagerInterface $storeManager,
        private readonly ProductMetadataInterface $productMetadata
    ) {
    }

    /**
     * The shop as the exchange carries it.
     *
     * @return array{name:string,baseUrl:string,timeZone:string,currency:string,magentoVersion:string,
     *     edition: string, moduleVersion: string}
     */
    public function execute(): array
    {
        return [
            'name' => $this->text(self::PATH_NAME) ?: $this->websiteName(),
            'baseUrl' => $this->baseUrl(),
            'timeZone' => $this->text(self::PATH_TIME_ZONE) ?: 'UTC',
            'currency' => $this->text(self::PATH_CURRENCY),
            'magentoVersion' => (string)$this->productMetadata->getVersion(),
            'edition' => (string)$this->productMetadata->getEdition(),
            'moduleVersion' => ModuleVersion::NUMBER,
        ];
    }

    /**
     * The name of the first website.
     */
    private function websiteName(): string
    {
        $website = $this->storeManager->getWebsites();
        $first = reset($website);
        return $first === false ? '' : (string)$first->getName();
    }

    /**
     * The shop's address. The setting may hold a placeholder such as `{{unsecure_base_url}}`.
     */
    public function baseUrl(): string
    {
        $url = $this->text(self::PATH_SECURE_URL);
        return $url !== '' && !str_contains($url, '{{') ? $url : $this->text(self::PATH_URL);
    }

    /**
     * A setting as text.
     *
     * @param string $path
     */
    private function text(string $path): string
    {
        return trim((string)$this->scopeConfig->getValue($path));
    }
}
