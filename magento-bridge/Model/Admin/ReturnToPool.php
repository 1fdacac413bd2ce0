<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Admin;

use Magento\Backend\Model\View\Result\Redirect;
use Magento\Backend\Model\View\Result\RedirectFactory;

/**
 * Leads back to the page of a pool; to the grid where it is not known which one.
 */
class ReturnToPool
{
    /**
     * Wires the parts.
     *
     * @param RedirectFactory $redirectFactory
     */
    public function __construct(private readonly RedirectFactory $redirectFactory)
    {
    }

    /**
     * The way back.
     *
     * @param string $pool an id from PathId
     * @return Redirect
     */
    public function execute(string $pool): Redirect
    {
        $redirect = $this->redirectFactory->create();
        return $pool === ''
            ? $redirect->setPath('coupon_pools/pool/index')
            : $redirect->setPath('coupon_pools/pool/view', ['id' => $pool]);
    }
}
