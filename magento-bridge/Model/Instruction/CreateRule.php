<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Instruction;

use CouponPools\Bridge\Model\Offer\ApplyOffer;
use CouponPools\Bridge\Model\Offer\OfferRefused;
use CouponPools\Bridge\Model\Rule\RuleTable;
use Magento\Framework\Exception\InputException;
use Magento\SalesRule\Api\Data\RuleInterfaceFactory;
use Magento\SalesRule\Api\RuleRepositoryInterface;

/**
 * `rule.create`: a cart price rule for an offer, once per group.
 */
class CreateRule implements InstructionHandlerInterface
{
    /**
     * Wires the parts.
     *
     * @param RuleInterfaceFactory $ruleFactory
     * @param RuleRepositoryInterface $ruleRepository
     * @param ApplyOffer $applyOffer
     * @param RuleTable $rules
     */
    public function __construct(
        private readonly RuleInterfaceFactory $ruleFactory,
        private readonly RuleRepositoryInterface $ruleRepository,
        private readonly ApplyOffer $applyOffer,
        private readonly RuleTable $rules
    ) {
    }

    /**
     * Creates the rule, or finds it.
     *
     * The group stands in the rule's description too: a crash between saving the rule and writing that it is ours
     * leaves a rule that the next try finds.
     *
     * @param string $instructionId
     * @param array<string,mixed> $data
     * @return InstructionResult
     */
    public function execute(string $instructionId, array $data): InstructionResult
    {
        $group = (string)($data['group'] ?? '');
        $mark = '[' . $group . ']';
        $known = $this->rules->ofGroup($group);
        if ($known !== null) {
            return new InstructionResult(true, ['rule' => $known]);
        }
        $ruleId = $this->rules->marked($mark);
        if ($ruleId === null) {
            try {
                $ruleId = $this->create($data, $mark);
            } catch (OfferRefused | InputException $refused) {
                return new InstructionResult(false, ['reason' => 'offer_refused'], $refused->getMessage());
            }
        }
        $this->rules->own($ruleId, $group);
        return new InstructionResult(true, ['rule' => $ruleId]);
    }

    /**
     * Saves a new rule.
     *
     * @param array<string,mixed> $data
     * @param string $mark
     */
    private function create(array $data, string $mark): int
    {
        $offer = (array)($data['offer'] ?? []);
        $rule = $this->ruleFactory->create();
        $this->applyOffer->execute(
            $rule,
            $offer,
            (string)($data['name'] ?? ''),
            isset($data['startsOn']) ? (string)$data['startsOn'] : null,
            isset($data['endsOn']) ? (string)$data['endsOn'] : null
        );
        $rule->setDescription((string)__('Created by Coupon Pools %1', $mark))
            ->setIsActive(true)
            ->setStopRulesProcessing(false)
            ->setIsAdvanced(true)
            ->setSortOrder(0)
            ->setIsRss(false);
        return (int)$this->ruleRepository->save($rule)->getRuleId();
    }
}
