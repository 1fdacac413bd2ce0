<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Queue;

use CouponPools\Bridge\Model\Inbox\InboxTable;
use CouponPools\Bridge\Model\Outbox\OutboxTable;
use CouponPools\Bridge\Model\Queue\ListDead;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Tries something again that was given up.
 */
class Retry extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::settings';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param OutboxTable $outboxTable
     * @param InboxTable $inboxTable
     */
    public function __construct(
        Context $context,
        private readonly OutboxTable $outboxTable,
        private readonly InboxTable $inboxTable
    ) {
        parent::__construct($context);
    }

    /**
     * Puts it back into its queue.
     *
     * @return Redirect
     */
    public function execute()
    {
        $entry = (int)$this->getRequest()->getParam('entry');
        $isRevived = match ($this->getRequest()->getParam('queue')) {
            ListDead::OUTBOX => $this->outboxTable->revive($entry),
            ListDead::INBOX => $this->inboxTable->revive($entry),
            default => false,
        };
        if ($isRevived) {
            $this->messageManager->addSuccessMessage(__('It is tried again with the next exchange.'));
        } else {
            $this->messageManager->addErrorMessage(__('There is no such entry any more.'));
        }
        return $this->resultRedirectFactory->create()->setPath('coupon_pools/queue/index');
    }
}
