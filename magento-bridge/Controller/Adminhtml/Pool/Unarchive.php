<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Pool;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\PathId;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Takes a pool out of the archive.
 */
class Unarchive extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::manage';

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
     * Restores it, and shows it.
     *
     * @return Redirect
     */
    public function execute()
    {
        $redirect = $this->resultRedirectFactory->create();
        $pool = $this->pathId->execute($this->getRequest()->getParam('id'));
        if ($pool === '') {
            $this->messageManager->addErrorMessage(__('There is no such pool.'));
            return $redirect->setPath('coupon_pools/pool/index');
        }
        $reply = $this->askService->execute('POST', '/pools/' . $pool . '/unarchive', []);
        if ($reply->isOk()) {
            $this->messageManager->addSuccessMessage(__('The pool is in use again.'));
        } else {
            $this->messageManager->addErrorMessage($reply->problem);
        }
        return $redirect->setPath('coupon_pools/pool/view', ['id' => $pool]);
    }
}
