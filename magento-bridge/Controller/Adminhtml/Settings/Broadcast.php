<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Settings;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\ShowOutcome;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Lets the email platform take codes for broadcasts, or no longer.
 */
class Broadcast extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::settings';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param AskService $askService
     * @param ShowOutcome $showOutcome
     */
    public function __construct(
        Context $context,
        private readonly AskService $askService,
        private readonly ShowOutcome $showOutcome
    ) {
        parent::__construct($context);
    }

    /**
     * Tells the service, and goes back.
     *
     * @return Redirect
     */
    public function execute()
    {
        $reply = $this->askService->execute('PUT', '/settings', [
            'broadcastAllowed' => $this->getRequest()->getParam('broadcastAllowed') === '1',
        ]);
        $this->showOutcome->execute($reply->outcome(__('The setting was saved.')));
        return $this->resultRedirectFactory->create()->setPath('coupon_pools/settings/index');
    }
}
