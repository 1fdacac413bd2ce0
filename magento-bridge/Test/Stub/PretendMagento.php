<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use CouponPools\Bridge\Api\ClockInterface;
use Magento\Framework\App\Config\ReinitableConfigInterface;
use Magento\Framework\App\Config\ScopeConfigInterface;
use Magento\Framework\App\Config\Storage\WriterInterface;
use Magento\Framework\App\DeploymentConfig;
use Magento\Framework\App\ProductMetadataInterface;
use Magento\Framework\App\ResourceConnection;
use Magento\Framework\DataObject\IdentityGeneratorInterface;
use Magento\Framework\Encryption\EncryptorInterface;
use Magento\Framework\Filesystem;
use Magento\Framework\Lock\LockManagerInterface;
use Magento\Framework\Stdlib\DateTime\TimezoneInterface;
use Magento\SalesRule\Api\RuleRepositoryInterface;
use Magento\SalesRule\Model\Data\Rule;
use Magento\Store\Model\StoreManagerInterface;
use Psr\Log\LoggerInterface;

/**
 * A shop in which the module's real classes work: with a database, cart price rules, a checkout and cron, and nothing
 * else of Magento.
 */
class PretendMagento
{
    /** @var PdoAdapter */
    public PdoAdapter $adapter;
    /** @var Container */
    public Container $container;
    /** @var PretendConfig */
    public PretendConfig $config;
    /** @var PretendRules */
    public PretendRules $rules;
    /** @var PretendCheckout */
    public PretendCheckout $checkout;
    /** @var PretendLogger */
    public PretendLogger $logger;
    /** @var PretendStore */
    public PretendStore $store;
    /** @var DeploymentConfig */
    public DeploymentConfig $deployment;

    /**
     * @param string $database a file for SQLite, or a DSN such as `mysql:host=127.0.0.1;dbname=shop`
     * @param PretendClock $clock
     * @param array<string,object> $replaced objects by class, instead of those that the module would build
     */
    public function __construct(
        string $database = ':memory:',
        public readonly PretendClock $clock = new PretendClock(),
        array $replaced = []
    ) {
        $dsn = preg_match('/^(mysql|sqlite):/', $database) === 1 ? $database : 'sqlite:' . $database;
        $this->adapter = new PdoAdapter(
            $dsn,
            getenv('PRETEND_DATABASE_USER') ?: null,
            getenv('PRETEND_DATABASE_PASSWORD') ?: null
        );
        (new Schema())->create($this->adapter);
        $encryptor = new PretendEncryptor();
        $this->config = new PretendConfig($this->adapter, $encryptor);
        $this->rules = new PretendRules($this->adapter);
        $this->logger = new PretendLogger();
        $this->store = new PretendStore();
        $this->deployment = new DeploymentConfig(['db/connection/default/dbname' => $dsn]);
        $this->container = new Container($replaced + [
            ClockInterface::class => $clock,
            TimezoneInterface::class => new PretendTimezone($clock),
            ResourceConnection::class => new ResourceConnection($this->adapter),
            ScopeConfigInterface::class => $this->config,
            ReinitableConfigInterface::class => $this->config,
            WriterInterface::class => $this->config,
            EncryptorInterface::class => $encryptor,
            Filesystem::class => new PretendFilesystem(),
            RuleRepositoryInterface::class => $this->rules,
            LoggerInterface::class => $this->logger,
            StoreManagerInterface::class => $this->store,
            DeploymentConfig::class => $this->deployment,
            ProductMetadataInterface::class => $this->store,
            IdentityGeneratorInterface::class => $this->store,
            LockManagerInterface::class => new PretendLockManager(
                $dsn === 'sqlite::memory:' ? getmypid() . '-' . spl_object_id($this) : $dsn
            ),
        ]);
        $events = new PretendEvents($this->container);
        $this->rules->events = $events;
        $this->checkout = new PretendCheckout($this->adapter, $this->container, $events, $clock);
    }

    /**
     * @template T of object
     * @param class-string<T> $class
     * @return T
     */
    public function get(string $class): object
    {
        return $this->container->get($class);
    }

    /**
     * A rule as a merchant would make it for generated codes.
     *
     * @param array<string,mixed> $fields
     */
    public function createRule(array $fields = []): int
    {
        return (int)$this->rules->save(new Rule($fields + [
            'name' => '10% off',
            'is_active' => true,
            'website_ids' => [1],
            'customer_group_ids' => [0, 1, 2, 3],
            'coupon_type' => 'SPECIFIC_COUPON',
            'use_auto_generation' => true,
            'uses_per_coupon' => 1,
            'simple_action' => 'by_percent',
            'discount_amount' => 10.0,
        ]))->getRuleId();
    }

    /**
     * A coupon that is not the module's.
     *
     * @param array<string,mixed> $fields
     */
    public function createCoupon(int $ruleId, string $code, array $fields = []): void
    {
        $this->adapter->insert('salesrule_coupon', $fields + [
            'rule_id' => $ruleId, 'code' => $code, 'usage_limit' => 1, 'times_used' => 0, 'type' => 1,
        ]);
    }

    /**
     * Writes settings, as the configuration page does.
     *
     * @param array<string,string> $values by path
     */
    public function configure(array $values): void
    {
        foreach ($values as $path => $value) {
            $this->config->save($path, $value);
        }
        $this->config->reinit();
    }
}
