<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Pool;

use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Claim\AssignAnother;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Gives the contact of a message that was found another code.
 */
class Another extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::manage';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param AssignAnother $assignAnother
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly AssignAnother $assignAnother
    ) {
        parent::__construct($context);
    }

    /**
     * Assigns it, and shows the pool that was shown before.
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
        $key = $request->getParam('key');
        [$isDone, $sentence] = $this->assignAnother->execute(
            $pool,
            is_string($key) ? $key : '',
            $request->getParam('voidEarlier') === '1' ? 'void' : 'stays'
        );
        if ($isDone) {
            $this->messageManager->addSuccessMessage($sentence);
        } else {
            $this->messageManager->addErrorMessage($sentence);
        }
        return $redirect->setPath('coupon_pools/pool/view', ['id' => $shown]);
    }
}
