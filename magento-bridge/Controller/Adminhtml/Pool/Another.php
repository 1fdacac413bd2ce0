<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Pool;

use CouponPools\Bridge\Model\Admin\ActOnPool;
use CouponPools\Bridge\Model\Admin\Outcome;
use CouponPools\Bridge\Model\Claim\AssignAnother;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Backend\Model\View\Result\Redirect;
use Magento\Framework\App\Action\HttpPostActionInterface;

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
     * @param ActOnPool $actOnPool
     * @param AssignAnother $assignAnother
     */
    public function __construct(
        Context $context,
        private readonly ActOnPool $actOnPool,
        private readonly AssignAnother $assignAnother
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
            fn (): Outcome => $this->assignAnother->execute(
                $request->getParam('pool'),
                $request->getParam('messageKey'),
                $request->getParam('voidEarlier')
            )
        );
    }
}
