<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Instruction;

use CouponPools\Bridge\Model\Offer\ApplyOffer;
use CouponPools\Bridge\Model\Offer\OfferRefused;
use CouponPools\Bridge\Model\Rule\RuleTable;
use Magento\Framework\Exception\InputException;
use Magento\Framework\Exception\NoSuchEntityException;
use Magento\SalesRule\Api\RuleRepositoryInterface;

/**
 * `rule.update`: writes a changed offer into a rule that the module created. Magento hands the rule's uses on to all
 * of its coupons.
 */
class UpdateRule implements InstructionHandlerInterface
{
    /**
     * Wires the parts.
     *
     * @param RuleRepositoryInterface $ruleRepository
     * @param ApplyOffer $applyOffer
     * @param RuleTable $rules
     */
    public function __construct(
        private readonly RuleRepositoryInterface $ruleRepository,
        private readonly ApplyOffer $applyOffer,
        private readonly RuleTable $rules
    ) {
    }

    /**
     * @inheritDoc
     */
    public function execute(string $instructionId, array $data): InstructionResult
    {
        $ruleId = (int)($data['rule'] ?? 0);
        if (!isset($this->rules->ours([$ruleId])[$ruleId])) {
            return $this->missing($ruleId);
        }
        try {
            $rule = $this->ruleRepository->getById($ruleId);
        } catch (NoSuchEntityException) {
            return $this->missing($ruleId);
        }
        try {
            $this->applyOffer->execute(
                $rule,
                (array)($data['offer'] ?? []),
                (string)($data['name'] ?? $rule->getName()),
                isset($data['startsOn']) ? (string)$data['startsOn'] : null,
                isset($data['endsOn']) ? (string)$data['endsOn'] : null
            );
            $this->ruleRepository->save($rule);
        } catch (OfferRefused | InputException $refused) {
            return new InstructionResult(false, ['reason' => 'offer_refused'], $refused->getMessage());
        }
        return new InstructionResult(true);
    }

    /**
     * There is no such rule, or it is somebody else's.
     *
     * @param int $ruleId
     */
    private function missing(int $ruleId): InstructionResult
    {
        $detail = (string)__('Coupon Pools has no cart price rule with the ID %1 here.', $ruleId);
        return new InstructionResult(false, ['reason' => 'rule_missing'], $detail);
    }
}
