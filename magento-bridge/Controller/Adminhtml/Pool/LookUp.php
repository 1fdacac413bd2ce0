<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Pool;

use Magento\Backend\App\Action;
use Magento\Backend\Model\View\Result\Page;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\ResultFactory;

/**
 * One pool, with the answer to "who got this code". A POST, so that no contact stands in an address or a log.
 */
class LookUp extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::view';

    /**
     * Shows the page.
     *
     * @return Page
     */
    public function execute()
    {
        /** @var Page $page */
        $page = $this->resultFactory->create(ResultFactory::TYPE_PAGE);
        $page->setActiveMenu('CouponPools_Bridge::pools');
        $page->getConfig()->getTitle()->prepend(__('Coupon Pool'));
        return $page;
    }
}
