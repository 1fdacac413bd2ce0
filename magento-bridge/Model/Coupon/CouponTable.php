<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Coupon;

use CouponPools\Bridge\Model\Database;
use Magento\Framework\DB\Adapter\AdapterInterface;

/**
 * Magento's coupons together with the module's own row beside each coupon that it created.
 *
 * The unique index of the codes compares without regard to case and trailing spaces; so does every look-up by code
 * here. Where a code has to be the very same one, the caller compares the text.
 */
class CouponTable
{
    private const COUPONS = 'salesrule_coupon';
    private const OURS = 'coupon_pools_code';

    /** What Magento gives to coupons that its own generator made; a rule with auto generation takes no other. */
    private const TYPE_GENERATED = 1;

    /**
     * Wires the tables.
     *
     * @param Database $database
     */
    public function __construct(private readonly Database $database)
    {
    }

    /**
     * The coupons that hold these codes, as the index compares them.
     *
     * @param string[] $codes
     * @return array<int,array<string,mixed>> coupon_id, rule_id, code, times_used; instruction_id and expires_at are
     *     null where the coupon is not ours
     */
    public function find(array $codes): array
    {
        if ($codes === []) {
            return [];
        }
        $connection = $this->database->connection();
        $select = $connection->select()
            ->from(
                ['c' => $this->database->table(self::COUPONS)],
                ['coupon_id', 'rule_id', 'code', 'usage_limit', 'times_used']
            )
            ->joinLeft(
                ['o' => $this->database->table(self::OURS)],
                'o.coupon_id = c.coupon_id',
                ['instruction_id', 'expires_at']
            )
            ->where('c.code IN (?)', $codes);
        return $connection->fetchAll($select);
    }

    /**
     * Inserts coupons as Magento's generator would have, and leaves out the codes that are there already.
     *
     * A direct insert skips Magento's own saving: without the rule's uses a code could be used without limit.
     *
     * @param string[] $codes
     * @param int $ruleId
     * @param int|null $usageLimit
     * @param int|null $usagePerCustomer
     * @param string $createdAt UTC, as the database keeps it
     * @return int how many went in
     */
    public function insert(
        array $codes,
        int $ruleId,
        ?int $usageLimit,
        ?int $usagePerCustomer,
        string $createdAt
    ): int {
        $rows = [];
        foreach ($codes as $code) {
            $rows[] = [$ruleId, $code, $usageLimit, $usagePerCustomer, 0, self::TYPE_GENERATED, $createdAt];
        }
        return $rows === [] ? 0 : $this->database->connection()->insertArray(
            $this->database->table(self::COUPONS),
            ['rule_id', 'code', 'usage_limit', 'usage_per_customer', 'times_used', 'type', 'created_at'],
            $rows,
            AdapterInterface::INSERT_IGNORE
        );
    }

    /**
     * Writes that coupons are ours.
     *
     * @param int[] $couponIds
     * @param string $instructionId
     */
    public function own(array $couponIds, string $instructionId): void
    {
        $rows = [];
        foreach ($couponIds as $couponId) {
            $rows[] = [$couponId, $instructionId];
        }
        if ($rows !== []) {
            $this->database->connection()->insertArray(
                $this->database->table(self::OURS),
                ['coupon_id', 'instruction_id'],
                $rows
            );
        }
    }

    /**
     * Writes until when coupons of ours are good.
     *
     * @param array<int,array{coupon_id:int,instruction_id:string,expires_at:string}> $rows
     */
    public function expire(array $rows): void
    {
        if ($rows !== []) {
            $this->database->connection()->insertOnDuplicate(
                $this->database->table(self::OURS),
                $rows,
                ['expires_at']
            );
        }
    }

    /**
     * Deletes coupons; the rows beside them go along.
     *
     * @param int[] $couponIds
     */
    public function delete(array $couponIds): int
    {
        return $couponIds === [] ? 0 : $this->database->connection()->delete(
            $this->database->table(self::COUPONS),
            ['coupon_id IN (?)' => $couponIds]
        );
    }

    /**
     * Coupons of ours that were good until before this instant.
     *
     * @param string $before UTC, as the database keeps it
     * @param int $most
     * @return int[]
     */
    public function expiredBefore(string $before, int $most): array
    {
        $connection = $this->database->connection();
        $select = $connection->select()
            ->from($this->database->table(self::OURS), ['coupon_id'])
            ->where('expires_at < ?', $before)
            ->order('expires_at ASC')
            ->limit($most);
        return array_map('intval', $connection->fetchCol($select));
    }

    /**
     * Coupons of a rule, some of them.
     *
     * @param int $ruleId
     * @param int $most
     * @return int[]
     */
    public function ofRule(int $ruleId, int $most): array
    {
        $connection = $this->database->connection();
        $select = $connection->select()
            ->from($this->database->table(self::COUPONS), ['coupon_id'])
            ->where('rule_id = ?', $ruleId)
            ->limit($most);
        return array_map('intval', $connection->fetchCol($select));
    }

    /**
     * How many coupons each rule has.
     *
     * @param int[] $ruleIds
     * @return array<int,int> by rule; rules without coupons are left out
     */
    public function countByRule(array $ruleIds): array
    {
        if ($ruleIds === []) {
            return [];
        }
        $connection = $this->database->connection();
        $select = $connection->select()
            ->from($this->database->table(self::COUPONS), ['rule_id', 'COUNT(*)'])
            ->where('rule_id IN (?)', $ruleIds)
            ->group('rule_id');
        return array_map('intval', $connection->fetchPairs($select));
    }

    /**
     * Does several things or none.
     *
     * @template T
     * @param callable():T $work
     * @return T
     */
    public function together(callable $work)
    {
        $connection = $this->database->connection();
        $connection->beginTransaction();
        try {
            $result = $work();
            $connection->commit();
            return $result;
        } catch (\Throwable $throwable) {
            $connection->rollBack();
            throw $throwable;
        }
    }
}
