<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\History;

use Magento\Backend\App\Action;
use Magento\Backend\Model\View\Result\Page;
use Magento\Framework\App\Action\HttpGetActionInterface;
use Magento\Framework\Controller\ResultFactory;

/**
 * Who did what in the account.
 */
class Index extends Action implements HttpGetActionInterface
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
        $page->getConfig()->getTitle()->prepend(__('History'));
        return $page;
    }
}
