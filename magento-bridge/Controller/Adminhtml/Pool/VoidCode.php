<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Pool;

use CouponPools\Bridge\Model\Admin\ActOnPool;
use CouponPools\Bridge\Model\Admin\Outcome;
use CouponPools\Bridge\Model\Claim\VoidCode as VoidCodeOfPool;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Backend\Model\View\Result\Redirect;
use Magento\Framework\App\Action\HttpPostActionInterface;

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
     * @param ActOnPool $actOnPool
     * @param VoidCodeOfPool $voidCode
     */
    public function __construct(
        Context $context,
        private readonly ActOnPool $actOnPool,
        private readonly VoidCodeOfPool $voidCode
    ) {
        parent::__construct($context);
    }

    /**
     * Does it, and shows the pool again.
     *
     * @return Redirect
     */
    public function execute()
    {
        $request = $this->getRequest();
        return $this->actOnPool->execute(
            fn (): Outcome => $this->voidCode->execute($request->getParam('pool'), $request->getParam('code'))
        );
    }
}
