<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Endpoint;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Admin\ShowOutcome;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Switches an endpoint on again that was switched off because it was silent.
 */
class SwitchOn extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::settings';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param AskService $askService
     * @param ShowOutcome $showOutcome
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly AskService $askService,
        private readonly ShowOutcome $showOutcome
    ) {
        parent::__construct($context);
    }

    /**
     * Switches it on, and shows it.
     *
     * @return Redirect
     */
    public function execute()
    {
        $endpoint = $this->pathId->execute($this->getRequest()->getParam('id'));
        $reply = $this->askService->execute('POST', '/endpoints/' . $endpoint . '/switch-on', []);
        $this->showOutcome->execute($reply->outcome(__('The endpoint gets events again.')));
        return $this->resultRedirectFactory->create()->setPath('coupon_pools/alert/index');
    }
}
