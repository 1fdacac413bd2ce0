<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Rule;

use CouponPools\Bridge\Model\Coupon\CouponTable;
use Magento\Framework\Exception\NoSuchEntityException;
use Magento\SalesRule\Api\RuleRepositoryInterface;

/**
 * One page of the report of all rules with a specific coupon.
 */
class BuildReportPage
{
    private const PER_PAGE = 100;

    /**
     * Wires the parts.
     *
     * @param RuleTable $rules
     * @param RuleRepositoryInterface $ruleRepository
     * @param DescribeRule $describeRule
     * @param CouponTable $coupons
     */
    public function __construct(
        private readonly RuleTable $rules,
        private readonly RuleRepositoryInterface $ruleRepository,
        private readonly DescribeRule $describeRule,
        private readonly CouponTable $coupons
    ) {
    }

    /**
     * The page as the exchange carries it.
     *
     * @param array{generation:string,page:int,after:int} $asked
     * @return array{generation:string,page:int,last:bool,rules:array<int,mixed>,after:int} `after` is not sent
     */
    public function execute(array $asked): array
    {
        $ids = $this->rules->specific($asked['after'], self::PER_PAGE);
        $ours = $this->rules->ours($ids);
        $counts = $this->coupons->countByRule($ids);
        $this->rules->seen($ids);
        $described = [];
        foreach ($ids as $id) {
            try {
                $rule = $this->describeRule->execute($this->ruleRepository->getById($id), isset($ours[$id]));
            } catch (NoSuchEntityException) {
                continue;
            }
            $this->rules->reported($id, $this->describeRule->hash($rule));
            $described[] = $rule + ['coupons' => $counts[$id] ?? 0];
        }
        return [
            'generation' => $asked['generation'],
            'page' => $asked['page'],
            'last' => count($ids) < self::PER_PAGE,
            'rules' => $described,
            'after' => $ids === [] ? $asked['after'] : max($ids),
        ];
    }
}
