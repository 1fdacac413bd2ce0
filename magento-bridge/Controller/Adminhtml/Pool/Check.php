<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Pool;

use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Pool\CheckCodes;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Has some codes of a pool looked up in Magento.
 */
class Check extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::view';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param CheckCodes $checkCodes
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly CheckCodes $checkCodes
    ) {
        parent::__construct($context);
    }

    /**
     * Asks for it, and shows the pool.
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
        $problem = $this->checkCodes->execute($pool);
        if ($problem === '') {
            $this->messageManager->addSuccessMessage(__('The codes are looked up with the next exchange.'));
        } else {
            $this->messageManager->addErrorMessage($problem);
        }
        return $redirect->setPath('coupon_pools/pool/view', ['id' => $pool]);
    }
}
