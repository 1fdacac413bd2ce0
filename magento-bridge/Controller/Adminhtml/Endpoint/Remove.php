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
 * Removes an event endpoint with what waits for it.
 */
class Remove extends Action implements HttpPostActionInterface
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
     * Removes it, and shows the others.
     *
     * @return Redirect
     */
    public function execute()
    {
        $endpoint = $this->pathId->execute($this->getRequest()->getParam('id'));
        $reply = $this->askService->execute('POST', '/endpoints/' . $endpoint . '/remove', []);
        if ($reply->isOk()) {
            $this->messageManager->addSuccessMessage(__('The endpoint was removed.'));
        } else {
            $this->messageManager->addErrorMessage($reply->problem);
        }
        return $this->resultRedirectFactory->create()->setPath('coupon_pools/alert/index');
    }
}
