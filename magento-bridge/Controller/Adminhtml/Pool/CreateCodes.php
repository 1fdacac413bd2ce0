<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Pool;

use CouponPools\Bridge\Model\Admin\ActOnPool;
use CouponPools\Bridge\Model\Admin\Outcome;
use CouponPools\Bridge\Model\Pool\CreateCodes as CreateCodesOfPool;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Backend\Model\View\Result\Redirect;
use Magento\Framework\App\Action\HttpPostActionInterface;

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
     * @param ActOnPool $actOnPool
     * @param CreateCodesOfPool $createCodes
     */
    public function __construct(
        Context $context,
        private readonly ActOnPool $actOnPool,
        private readonly CreateCodesOfPool $createCodes
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
        return $this->actOnPool->execute(
            fn (string $pool): Outcome => $this->createCodes->execute(
                $pool,
                $this->getRequest()->getParam('template')
            )
        );
    }
}
