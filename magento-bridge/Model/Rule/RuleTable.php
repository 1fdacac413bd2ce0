<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Rule;

use CouponPools\Bridge\Model\Database;
use Magento\Framework\DB\Adapter\AdapterInterface;

/**
 * Which rules are the module's own, and what the service was told of each rule.
 */
class RuleTable
{
    private const RULES = 'salesrule';
    private const OURS = 'coupon_pools_rule';
    private const STATE = 'coupon_pools_rule_state';
    private const CUSTOMER_GROUPS = 'customer_group';

    /** As Magento keeps "Specific Coupon" in its table. */
    private const COUPON_TYPE_SPECIFIC = 2;

    /**
     * Wires the tables.
     *
     * @param Database $database
     */
    public function __construct(private readonly Database $database)
    {
    }

    /**
     * Rules with a specific coupon, by their ids. On Adobe Commerce a rule has several rows.
     *
     * @param int $after the last id of the page before
     * @param int $most
     * @return int[]
     */
    public function specific(int $after, int $most): array
    {
        $connection = $this->database->connection();
        $select = $connection->select()
            ->distinct(true)
            ->from($this->database->table(self::RULES), ['rule_id'])
            ->where('coupon_type = ?', self::COUPON_TYPE_SPECIFIC)
            ->where('rule_id > ?', $after)
            ->order('rule_id ASC')
            ->limit($most);
        return array_map('intval', $connection->fetchCol($select));
    }

    /**
     * The rule that the module created for a group; null: none that is still there.
     *
     * @param string $group
     */
    public function ofGroup(string $group): ?int
    {
        $connection = $this->database->connection();
        $select = $connection->select()
            ->from(['o' => $this->database->table(self::OURS)], ['rule_id'])
            ->join(['r' => $this->database->table(self::RULES)], 'r.rule_id = o.rule_id', [])
            ->where('o.group_id = ?', $group)
            ->limit(1);
        $ruleId = $connection->fetchOne($select);
        return $ruleId ? (int)$ruleId : null;
    }

    /**
     * A rule whose description holds a mark; null: none.
     *
     * What the database finds may be too much: an underscore stands for any character there.
     *
     * @param string $mark
     */
    public function marked(string $mark): ?int
    {
        $connection = $this->database->connection();
        $select = $connection->select()
            ->from($this->database->table(self::RULES), ['rule_id', 'description'])
            ->where('description LIKE ?', '%' . $mark . '%')
            ->order('rule_id ASC');
        foreach ($connection->fetchAll($select) as $row) {
            if (str_contains((string)$row['description'], $mark)) {
                return (int)$row['rule_id'];
            }
        }
        return null;
    }

    /**
     * Writes that a rule is ours.
     *
     * @param int $ruleId
     * @param string $group
     */
    public function own(int $ruleId, string $group): void
    {
        $connection = $this->database->connection();
        $connection->delete($this->database->table(self::OURS), ['group_id = ?' => $group]);
        $connection->insertArray(
            $this->database->table(self::OURS),
            ['rule_id', 'group_id'],
            [[$ruleId, $group]],
            AdapterInterface::INSERT_IGNORE
        );
    }

    /**
     * Which of these rules are ours.
     *
     * @param int[] $ruleIds
     * @return array<int,string> the groups by rule
     */
    public function ours(array $ruleIds): array
    {
        if ($ruleIds === []) {
            return [];
        }
        $connection = $this->database->connection();
        return $connection->fetchPairs(
            $connection->select()
                ->from($this->database->table(self::OURS), ['rule_id', 'group_id'])
                ->where('rule_id IN (?)', $ruleIds)
        );
    }

    /**
     * A rule was saved; whether that changed anything of interest is found out later.
     *
     * @param int $ruleId
     */
    public function markChanged(int $ruleId): void
    {
        $this->database->connection()->insertOnDuplicate(
            $this->database->table(self::STATE),
            [['rule_id' => $ruleId, 'hash' => '', 'is_changed' => 1]],
            ['is_changed']
        );
    }

    /**
     * Rules that were saved, and what the service was told of them last.
     *
     * @param int $most
     * @return array<int,string> the hashes by rule
     */
    public function changed(int $most): array
    {
        $connection = $this->database->connection();
        return $connection->fetchPairs(
            $connection->select()
                ->from($this->database->table(self::STATE), ['rule_id', 'hash'])
                ->where('is_changed = ?', 1)
                ->order('rule_id ASC')
                ->limit($most)
        );
    }

    /**
     * Writes what the service is told of a rule.
     *
     * @param int $ruleId
     * @param string $hash
     */
    public function told(int $ruleId, string $hash): void
    {
        $this->database->connection()->insertOnDuplicate(
            $this->database->table(self::STATE),
            [['rule_id' => $ruleId, 'hash' => $hash, 'is_changed' => 0]],
            ['hash', 'is_changed']
        );
    }

    /**
     * Rules are about to be read for the report: a saving from now on counts as a change again.
     *
     * @param int[] $ruleIds
     */
    public function seen(array $ruleIds): void
    {
        if ($ruleIds !== []) {
            $this->database->connection()->update(
                $this->database->table(self::STATE),
                ['is_changed' => 0],
                ['rule_id IN (?)' => $ruleIds]
            );
        }
    }

    /**
     * Writes what the report says of a rule.
     *
     * @param int $ruleId
     * @param string $hash
     */
    public function reported(int $ruleId, string $hash): void
    {
        $this->database->connection()->insertOnDuplicate(
            $this->database->table(self::STATE),
            [['rule_id' => $ruleId, 'hash' => $hash, 'is_changed' => 0]],
            ['hash']
        );
    }

    /**
     * Forgets a rule.
     *
     * @param int $ruleId
     * @return bool whether the service had been told of it
     */
    public function forget(int $ruleId): bool
    {
        $connection = $this->database->connection();
        $state = $this->database->table(self::STATE);
        $hash = $connection->fetchOne(
            $connection->select()->from($state, ['hash'])->where('rule_id = ?', $ruleId)
        );
        $connection->delete($state, ['rule_id = ?' => $ruleId]);
        return (string)$hash !== '';
    }

    /**
     * Forgets that a rule was ours.
     *
     * @param int $ruleId
     */
    public function disown(int $ruleId): void
    {
        $this->database->connection()->delete($this->database->table(self::OURS), ['rule_id = ?' => $ruleId]);
    }

    /**
     * The customer groups' names.
     *
     * @return array<int,string> by id
     */
    public function customerGroups(): array
    {
        $connection = $this->database->connection();
        return $connection->fetchPairs(
            $connection->select()
                ->from(
                    $this->database->table(self::CUSTOMER_GROUPS),
                    ['customer_group_id', 'customer_group_code']
                )
                ->order('customer_group_id ASC')
        );
    }

    /**
     * The rules of the codes that the module created.
     *
     * @param int $most
     * @return int[]
     */
    public function inUse(int $most): array
    {
        $connection = $this->database->connection();
        $select = $connection->select()
            ->distinct(true)
            ->from(['c' => $this->database->table('salesrule_coupon')], ['rule_id'])
            ->join(['o' => $this->database->table('coupon_pools_code')], 'o.coupon_id = c.coupon_id', [])
            ->order('c.rule_id ASC')
            ->limit($most);
        return array_map('intval', $connection->fetchCol($select));
    }
}
