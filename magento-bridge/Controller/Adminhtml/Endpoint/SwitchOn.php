<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Endpoint;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\PathId;
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
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly AskService $askService
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
        if ($reply->isOk()) {
            $this->messageManager->addSuccessMessage(__('The endpoint gets events again.'));
        } else {
            $this->messageManager->addErrorMessage($reply->problem);
        }
        return $this->resultRedirectFactory->create()->setPath('coupon_pools/alert/index');
    }
}
