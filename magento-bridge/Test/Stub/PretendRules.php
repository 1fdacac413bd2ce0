<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use Magento\Framework\Exception\InputException;
use Magento\Framework\Exception\NoSuchEntityException;
use Magento\Framework\Phrase;
use Magento\SalesRule\Api\Data\RuleInterface;
use Magento\SalesRule\Api\RuleRepositoryInterface;
use Magento\SalesRule\Model\Data\Condition;
use Magento\SalesRule\Model\Data\Rule as RuleData;
use Magento\SalesRule\Model\Rule;

/**
 * Cart price rules, with the traps of the real repository: a null is not written, an unknown coupon type is stored as
 * 0, and saving a rule writes its uses into all its generated coupons.
 */
class PretendRules implements RuleRepositoryInterface
{
    private const COUPON_TYPES = ['NO_COUPON' => 1, 'SPECIFIC_COUPON' => 2, 'AUTO' => 3];
    private const DEFAULTS = [
        'name' => '', 'description' => '', 'website_ids' => [], 'customer_group_ids' => [], 'from_date' => null,
        'to_date' => null, 'uses_per_customer' => 0, 'is_active' => false, 'coupon_type' => 'NO_COUPON',
        'use_auto_generation' => false, 'uses_per_coupon' => 0, 'discount_amount' => 0.0, 'discount_qty' => null,
        'discount_step' => 0, 'simple_action' => 'by_percent', 'simple_free_shipping' => 'NONE',
        'apply_to_shipping' => false, 'stop_rules_processing' => true,
    ];

    /** @var PretendEvents|null */
    public ?PretendEvents $events = null;

    public function __construct(private readonly PdoAdapter $adapter)
    {
    }

    public function getById($id)
    {
        $row = $this->adapter->fetchRow(
            $this->adapter->select()->from('salesrule', ['rule_id', 'data'])->where('rule_id = ?', (int)$id)
        );
        if (!$row) {
            throw new NoSuchEntityException();
        }
        $data = json_decode((string)$row['data'], true);
        foreach (['condition', 'action_condition'] as $field) {
            $data[$field] = isset($data[$field]) ? $this->condition($data[$field]) : null;
        }
        return new RuleData(['rule_id' => (int)$row['rule_id']] + $data);
    }

    public function save(RuleInterface $rule)
    {
        if (!$rule instanceof RuleData) {
            throw new \LogicException('A rule that this repository did not make.');
        }
        $ruleId = (int)$rule->getRuleId();
        $known = $ruleId > 0 ? $this->raw($ruleId) : self::DEFAULTS;
        $data = json_decode(json_encode($rule->said(), JSON_THROW_ON_ERROR), true) + $known;
        unset($data['rule_id']);
        $data['from_date'] = substr((string)$data['from_date'], 0, 10) ?: null;
        $data['to_date'] = substr((string)$data['to_date'], 0, 10) ?: null;
        if ($data['from_date'] !== null && $data['to_date'] !== null && $data['from_date'] > $data['to_date']) {
            throw new InputException(new Phrase('End Date must follow Start Date.; '));
        }
        $columns = [
            'name' => $data['name'],
            'description' => $data['description'],
            'from_date' => $data['from_date'],
            'to_date' => $data['to_date'],
            'uses_per_customer' => (int)$data['uses_per_customer'],
            'is_active' => (int)(bool)$data['is_active'],
            'coupon_type' => self::COUPON_TYPES[$data['coupon_type']] ?? 0,
            'use_auto_generation' => (int)(bool)$data['use_auto_generation'],
            'uses_per_coupon' => (int)$data['uses_per_coupon'],
            'data' => json_encode($data, JSON_THROW_ON_ERROR),
        ];
        $this->adapter->beginTransaction();
        try {
            if ($ruleId > 0) {
                $this->adapter->update('salesrule', $columns, ['rule_id = ?' => $ruleId]);
                $this->handOnUses($ruleId, $columns);
            } else {
                $this->adapter->insert('salesrule', $columns);
                $ruleId = $this->adapter->lastInsertId();
            }
            $this->events?->dispatch('salesrule_rule_save_after', ['rule' => new Rule(['rule_id' => $ruleId])]);
            $this->adapter->commit();
        } catch (\Throwable $throwable) {
            $this->adapter->rollBack();
            throw $throwable;
        }
        return $this->getById($ruleId);
    }

    public function deleteById($id)
    {
        $this->getById($id);
        $this->adapter->beginTransaction();
        try {
            $this->adapter->delete('salesrule', ['rule_id = ?' => (int)$id]);
            $this->events?->dispatch('salesrule_rule_delete_after', ['rule' => new Rule(['rule_id' => (int)$id])]);
            $this->adapter->commit();
        } catch (\Throwable $throwable) {
            $this->adapter->rollBack();
            throw $throwable;
        }
        return true;
    }

    /**
     * @return array<string,mixed>
     */
    private function raw(int $ruleId): array
    {
        $data = $this->adapter->fetchOne(
            $this->adapter->select()->from('salesrule', ['data'])->where('rule_id = ?', $ruleId)
        );
        if (!is_string($data)) {
            throw new NoSuchEntityException();
        }
        return json_decode($data, true);
    }

    /**
     * @param array<string,mixed> $columns
     */
    private function handOnUses(int $ruleId, array $columns): void
    {
        if ($columns['use_auto_generation'] === 1) {
            $this->adapter->update('salesrule_coupon', [
                'usage_limit' => $columns['uses_per_coupon'] ?: null,
                'usage_per_customer' => $columns['uses_per_customer'] ?: null,
            ], ['rule_id = ?' => $ruleId, 'type = ?' => 1]);
        }
    }

    /**
     * @param array<string,mixed> $data
     */
    private function condition(array $data): Condition
    {
        return (new Condition())
            ->setConditionType($data['condition_type'] ?? null)
            ->setAggregatorType($data['aggregator_type'] ?? null)
            ->setAttributeName($data['attribute_name'] ?? null)
            ->setOperator($data['operator'] ?? null)
            ->setValue($data['value'] ?? null)
            ->setConditions(array_map(fn (array $one): Condition => $this->condition($one), $data['conditions'] ?? []));
    }
}
