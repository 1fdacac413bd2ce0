<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Reply;

/**
 * Finds the template that uploaded codes are created under: one that is there, or a cart price rule that becomes one.
 */
class ChooseTemplate
{
    /**
     * Wires the parts.
     *
     * @param AskService $askService
     * @param DescribeTemplate $describeTemplate
     */
    public function __construct(
        private readonly AskService $askService,
        private readonly DescribeTemplate $describeTemplate
    ) {
    }

    /**
     * Finds it or makes it.
     *
     * @param mixed $choice as DescribeTemplate names them
     * @return Reply with `id`, the template's
     */
    public function execute(mixed $choice): Reply
    {
        $described = $this->describeTemplate->execute(['template' => $choice]);
        if (($described['templateId'] ?? '') !== '') {
            return new Reply(200, ['id' => $described['templateId']]);
        }
        if (!isset($described['template'])) {
            return new Reply(400, [], (string)__('Choose the cart price rule that gives the codes their value.'));
        }
        $reply = $this->askService->execute('POST', '/templates', $described['template']);
        return $reply->isOk()
            ? new Reply($reply->status, ['id' => (string)($reply->part('template')['id'] ?? '')])
            : $reply;
    }
}
