<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Pool;

use CouponPools\Bridge\Model\Admin\FormMemory;
use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Pool\SavePool;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Creates a pool or changes it; shows the form again where the service refused.
 */
class Save extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::manage';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param SavePool $savePool
     * @param FormMemory $formMemory
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly SavePool $savePool,
        private readonly FormMemory $formMemory
    ) {
        parent::__construct($context);
    }

    /**
     * Saves, and shows the pool or its form.
     *
     * @return Redirect
     */
    public function execute()
    {
        $pool = $this->pathId->execute($this->getRequest()->getParam('id'));
        $form = $this->getRequest()->getParam('pool');
        $form = is_array($form) ? $form : [];
        $reply = $this->savePool->execute($pool, $form);
        $redirect = $this->resultRedirectFactory->create();
        if (!$reply->isOk()) {
            $this->formMemory->keep($pool, $form, $reply);
            return $pool === ''
                ? $redirect->setPath('coupon_pools/pool/new')
                : $redirect->setPath('coupon_pools/pool/edit', ['id' => $pool]);
        }
        $this->messageManager->addSuccessMessage(__('The pool was saved.'));
        return $redirect->setPath('coupon_pools/pool/view', ['id' => $reply->part('pool')['id'] ?? $pool]);
    }
}
