<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Pool;

use CouponPools\Bridge\Model\Admin\ActOnPool;
use CouponPools\Bridge\Model\Admin\Outcome;
use CouponPools\Bridge\Model\Pool\CheckCodes;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Backend\Model\View\Result\Redirect;
use Magento\Framework\App\Action\HttpPostActionInterface;

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
     * @param ActOnPool $actOnPool
     * @param CheckCodes $checkCodes
     */
    public function __construct(
        Context $context,
        private readonly ActOnPool $actOnPool,
        private readonly CheckCodes $checkCodes
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
        return $this->actOnPool->execute(fn (string $pool): Outcome => $this->checkCodes->execute($pool));
    }
}
