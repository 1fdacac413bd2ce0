<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Pool;

use CouponPools\Bridge\Model\Pool\CreateCodes as CreateCodesOfPool;
use CouponPools\Bridge\Model\Admin\PathId;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Has the uploaded codes of a pool created as coupons of a cart price rule.
 */
class CreateCodes extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::manage';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param CreateCodesOfPool $createCodes
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly CreateCodesOfPool $createCodes
    ) {
        parent::__construct($context);
    }

    /**
     * Begins it, and shows the pool.
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
        $choice = $this->getRequest()->getParam('template');
        $problem = $this->createCodes->execute($pool, is_string($choice) ? $choice : '');
        if ($problem === '') {
            $this->messageManager->addSuccessMessage(__('The codes are being created in Magento.'));
        } else {
            $this->messageManager->addErrorMessage($problem);
        }
        return $redirect->setPath('coupon_pools/pool/view', ['id' => $pool]);
    }
}
