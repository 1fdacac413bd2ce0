<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Pool;

use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Pool\CancelCreation as CancelCreationOfPool;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Stops the creation of a pool's codes in Magento.
 */
class CancelCreation extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::manage';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param CancelCreationOfPool $cancelCreation
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly CancelCreationOfPool $cancelCreation
    ) {
        parent::__construct($context);
    }

    /**
     * Stops it, and shows the pool.
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
        $problem = $this->cancelCreation->execute($pool);
        if ($problem === '') {
            $this->messageManager->addSuccessMessage(__('No more codes are created. Those that were created stay.'));
        } else {
            $this->messageManager->addErrorMessage($problem);
        }
        return $redirect->setPath('coupon_pools/pool/view', ['id' => $pool]);
    }
}
