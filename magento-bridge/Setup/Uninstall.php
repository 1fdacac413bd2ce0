<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Setup;

use Magento\Framework\Setup\ModuleContextInterface;
use Magento\Framework\Setup\SchemaSetupInterface;
use Magento\Framework\Setup\UninstallInterface;

/**
 * `module:uninstall --remove-data`: takes away what only the module reads. Its coupons and rules stay: codes have been
 * sent, and a checkout that refuses them is nobody's wish.
 */
class Uninstall implements UninstallInterface
{
    private const TABLES = [
        'coupon_pools_outbox', 'coupon_pools_inbox', 'coupon_pools_code', 'coupon_pools_use', 'coupon_pools_rule',
        'coupon_pools_rule_state', 'coupon_pools_place',
    ];

    /**
     * Removes tables, settings, with the key among them, and flags.
     *
     * @param SchemaSetupInterface $setup
     * @param ModuleContextInterface $context
     * @SuppressWarnings(PHPMD.UnusedFormalParameter)
     */
    public function uninstall(SchemaSetupInterface $setup, ModuleContextInterface $context): void
    {
        $connection = $setup->getConnection();
        foreach (self::TABLES as $table) {
            $connection->dropTable($setup->getTable($table));
        }
        $connection->delete($setup->getTable('core_config_data'), ['path LIKE ?' => 'coupon_pools/%']);
        $connection->delete($setup->getTable('flag'), ['flag_code LIKE ?' => 'coupon_pools_%']);
    }
}
