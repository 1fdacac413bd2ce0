<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Alert;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\ShowOutcome;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Sends a test mail to everybody who gets alerts.
 */
class TestMail extends Action implements HttpPostActionInterface
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
     * Sends it, and shows what came of it.
     *
     * @return Redirect
     */
    public function execute()
    {
        $reply = $this->askService->execute('POST', '/alert-settings/test', []);
        $this->showOutcome->execute($reply->outcome(__('The test mail is on its way.')));
        return $this->resultRedirectFactory->create()->setPath('coupon_pools/alert/index');
    }
}
