<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Pool;

use CouponPools\Bridge\Model\Admin\ActOnPool;
use CouponPools\Bridge\Model\Admin\Outcome;
use CouponPools\Bridge\Model\Pool\UnarchivePool;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Backend\Model\View\Result\Redirect;
use Magento\Framework\App\Action\HttpPostActionInterface;

/**
 * Takes a pool out of the archive.
 */
class Unarchive extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::manage';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param ActOnPool $actOnPool
     * @param UnarchivePool $unarchivePool
     */
    public function __construct(
        Context $context,
        private readonly ActOnPool $actOnPool,
        private readonly UnarchivePool $unarchivePool
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
        return $this->actOnPool->execute(fn (string $pool): Outcome => $this->unarchivePool->execute($pool));
    }
}
