<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model;

use Magento\Framework\App\Config\ScopeConfigInterface;

/**
 * The module's settings; all of them belong to the installation, none to a website.
 */
class Config
{
    public const PATH_ADDRESS = 'coupon_pools/connection/address';
    public const PATH_KEY_ID = 'coupon_pools/connection/key_id';
    public const PATH_SECRET = 'coupon_pools/connection/secret';
    public const PATH_INSTALLATION_ID = 'coupon_pools/connection/installation_id';
    public const PATH_ACCOUNT = 'coupon_pools/connection/account';
    public const PATH_EXCHANGE_SECONDS = 'coupon_pools/exchange/seconds';
    public const PATH_EXCHANGE_EVERY = 'coupon_pools/exchange/every';

    /** A cron tick is a minute; a longer run would only keep the next one from starting. */
    private const MOST_EXCHANGE_SECONDS = 290;

    /**
     * Wires the settings.
     *
     * @param ScopeConfigInterface $scopeConfig
     */
    public function __construct(private readonly ScopeConfigInterface $scopeConfig)
    {
    }

    /**
     * Whether there is a key to sign with, and somebody to talk to.
     */
    public function isConnected(): bool
    {
        return $this->address() !== '' && $this->keyId() !== '' && $this->secret() !== '';
    }

    /**
     * The service's address without a slash at the end, such as `https://pools.example.com`; empty: none yet.
     */
    public function address(): string
    {
        return rtrim($this->text(self::PATH_ADDRESS), '/');
    }

    /**
     * The public half of the key, `cpb_…`.
     */
    public function keyId(): string
    {
        return $this->text(self::PATH_KEY_ID);
    }

    /**
     * The secret, `whsec_…`. The backend model named in etc/config.xml has decrypted it already.
     */
    public function secret(): string
    {
        return $this->text(self::PATH_SECRET);
    }

    /**
     * Names this installation, over every disconnecting and connecting.
     */
    public function installationId(): string
    {
        return $this->text(self::PATH_INSTALLATION_ID);
    }

    /**
     * The name of the account to which the shop is connected, as told when it was.
     */
    public function accountName(): string
    {
        return $this->text(self::PATH_ACCOUNT);
    }

    /**
     * How many seconds one cron tick goes on; 0: one exchange.
     */
    public function exchangeSeconds(): int
    {
        return min(self::MOST_EXCHANGE_SECONDS, max(0, (int)$this->text(self::PATH_EXCHANGE_SECONDS)));
    }

    /**
     * Seconds between two exchanges of one tick, unless the service asks for more.
     */
    public function exchangeEvery(): int
    {
        return max(1, (int)$this->text(self::PATH_EXCHANGE_EVERY));
    }

    /**
     * A setting as text, without spaces around it.
     *
     * @param string $path
     */
    private function text(string $path): string
    {
        return trim((string)$this->scopeConfig->getValue($path));
    }
}
