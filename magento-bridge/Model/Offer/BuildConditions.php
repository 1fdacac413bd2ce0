<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Offer;

use Magento\SalesRule\Api\Data\ConditionInterface;
use Magento\SalesRule\Api\Data\ConditionInterfaceFactory;
use Magento\SalesRule\Model\Rule\Condition\Address;
use Magento\SalesRule\Model\Rule\Condition\Combine;
use Magento\SalesRule\Model\Rule\Condition\Product;
use Magento\SalesRule\Model\Rule\Condition\Product\Combine as ProductCombine;
use Magento\SalesRule\Model\Rule\Condition\Product\Subselect;

/**
 * Builds the conditions of a rule: which carts it is for, and which items it discounts.
 */
class BuildConditions
{
    /**
     * Wires the factory.
     *
     * @param ConditionInterfaceFactory $conditionFactory
     */
    public function __construct(private readonly ConditionInterfaceFactory $conditionFactory)
    {
    }

    /**
     * Which carts: a minimum, over all items or over those that the offer is about, and countries.
     *
     * @param array<string,mixed> $minimum
     * @param array<string,mixed> $items
     * @param string[] $countries none: everywhere
     */
    public function cart(array $minimum, array $items, array $countries = []): ConditionInterface
    {
        $conditions = [];
        $kind = (string)($minimum['kind'] ?? 'none');
        if ($kind !== 'none') {
            $conditions[] = $this->minimum($kind, $minimum, $this->itemConditions($items));
        }
        if ($countries !== []) {
            $each = array_map(
                fn (string $country): ConditionInterface => $this->leaf(
                    Address::class,
                    'country_id',
                    '==',
                    strtoupper($country)
                ),
                $countries
            );
            $conditions[] = $this->combine(Combine::class, ConditionInterface::AGGREGATOR_TYPE_ANY, $each);
        }
        return $this->combine(Combine::class, ConditionInterface::AGGREGATOR_TYPE_ALL, $conditions);
    }

    /**
     * Which items are discounted.
     *
     * @param array<string,mixed> $items
     */
    public function items(array $items): ConditionInterface
    {
        return $this->combine(
            ProductCombine::class,
            ConditionInterface::AGGREGATOR_TYPE_ALL,
            $this->itemConditions($items)
        );
    }

    /**
     * At least so much, or so many.
     *
     * @param string $kind
     * @param array<string,mixed> $minimum
     * @param ConditionInterface[] $itemConditions
     */
    private function minimum(string $kind, array $minimum, array $itemConditions): ConditionInterface
    {
        if ($kind === 'subtotal') {
            [$ofCart, $ofItems, $value] = ['base_subtotal', 'base_row_total', (string)($minimum['amount'] ?? '')];
        } elseif ($kind === 'quantity') {
            [$ofCart, $ofItems, $value] = ['total_qty', 'qty', (string)($minimum['quantity'] ?? '')];
        } else {
            throw new OfferRefused(__('This version of the module does not know the minimum "%1".', $kind));
        }
        if (!is_numeric($value)) {
            throw new OfferRefused(__('The minimum has no amount.'));
        }
        if ($itemConditions === []) {
            return $this->leaf(Address::class, $ofCart, '>=', $value);
        }
        return $this->leaf(Subselect::class, $ofItems, '>=', $value)
            ->setAggregatorType(ConditionInterface::AGGREGATOR_TYPE_ALL)
            ->setConditions($itemConditions);
    }

    /**
     * The conditions on a single item; none: every item.
     *
     * @param array<string,mixed> $items
     * @return ConditionInterface[]
     */
    private function itemConditions(array $items): array
    {
        $kind = (string)($items['kind'] ?? 'all');
        if ($kind === 'all') {
            return [];
        }
        $attribute = ['products' => 'sku', 'collections' => 'category_ids'][$kind] ?? null;
        if ($attribute === null) {
            throw new OfferRefused(__('This version of the module does not know the choice of items "%1".', $kind));
        }
        $ids = array_values(array_filter(array_map('strval', (array)($items['ids'] ?? []))));
        if ($ids === []) {
            throw new OfferRefused(__('No products or categories are chosen.'));
        }
        foreach ($ids as $id) {
            if (strpbrk($id, ',;') !== false) {
                throw new OfferRefused(__('A rule cannot name "%1": its list is separated by commas.', $id));
            }
        }
        return [$this->leaf(Product::class, $attribute, '()', implode(',', $ids))];
    }

    /**
     * One condition.
     *
     * @param string $type
     * @param string $attribute
     * @param string $operator
     * @param string $value
     */
    private function leaf(string $type, string $attribute, string $operator, string $value): ConditionInterface
    {
        return $this->conditionFactory->create()
            ->setConditionType($type)
            ->setAttributeName($attribute)
            ->setOperator($operator)
            ->setValue($value);
    }

    /**
     * Several conditions under a root.
     *
     * @param string $type
     * @param string $aggregator
     * @param ConditionInterface[] $conditions
     */
    private function combine(string $type, string $aggregator, array $conditions): ConditionInterface
    {
        return $this->conditionFactory->create()
            ->setConditionType($type)
            ->setAggregatorType($aggregator)
            ->setValue('1')
            ->setConditions($conditions);
    }
}
