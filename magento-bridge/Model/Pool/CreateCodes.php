<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Outcome;

/**
 * Asks the service to have a pool's uploaded codes created as coupons of a rule; they come with the next exchanges.
 */
class CreateCodes
{
    /**
     * Wires the parts.
     *
     * @param AskService $askService
     * @param ChooseTemplate $chooseTemplate
     */
    public function __construct(
        private readonly AskService $askService,
        private readonly ChooseTemplate $chooseTemplate
    ) {
    }

    /**
     * Begins it. Begun twice, it goes on once.
     *
     * @param string $pool the pool's id
     * @param mixed $choice a template or a rule, as DescribeTemplate names them
     * @return Outcome
     */
    public function execute(string $pool, mixed $choice): Outcome
    {
        $begun = __('The codes are being created in Magento.');
        $template = $this->chooseTemplate->execute($choice);
        if (!$template->isOk()) {
            return $template->outcome($begun);
        }
        $path = '/pools/' . $pool . '/creations';
        return $this->askService->execute('POST', $path, ['template' => (string)$template->body['id']])
            ->outcome($begun);
    }
}
