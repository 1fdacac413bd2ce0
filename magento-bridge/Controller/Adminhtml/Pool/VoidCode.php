<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Pool;

use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Claim\VoidCode as VoidCodeOfPool;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Marks a code void that was found from the page of a pool.
 */
class VoidCode extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::manage';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param VoidCodeOfPool $voidCode
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly VoidCodeOfPool $voidCode
    ) {
        parent::__construct($context);
    }

    /**
     * Marks it, and shows the pool that was shown before.
     *
     * @return Redirect
     */
    public function execute()
    {
        $request = $this->getRequest();
        $redirect = $this->resultRedirectFactory->create();
        $shown = $this->pathId->execute($request->getParam('id'));
        $pool = $this->pathId->execute($request->getParam('pool'));
        if ($shown === '' || $pool === '') {
            $this->messageManager->addErrorMessage(__('There is no such pool.'));
            return $redirect->setPath('coupon_pools/pool/index');
        }
        $code = $request->getParam('code');
        [$isDone, $sentence] = $this->voidCode->execute($pool, is_string($code) ? $code : '');
        if ($isDone) {
            $this->messageManager->addSuccessMessage($sentence);
        } else {
            $this->messageManager->addErrorMessage($sentence);
        }
        return $redirect->setPath('coupon_pools/pool/view', ['id' => $shown]);
    }
}
