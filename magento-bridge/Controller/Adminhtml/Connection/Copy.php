<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Connection;

use CouponPools\Bridge\Model\Link\ForgetConnection;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;
use Magento\Framework\Exception\LocalizedException;

/**
 * Says that this shop is a copy, which may be connected as a new store.
 */
class Copy extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::settings';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param ForgetConnection $forgetConnection
     */
    public function __construct(
        Context $context,
        private readonly ForgetConnection $forgetConnection
    ) {
        parent::__construct($context);
    }

    /**
     * Does so, and goes back to the configuration.
     *
     * @return Redirect
     */
    public function execute()
    {
        try {
            $this->forgetConnection->execute();
            $this->messageManager->addSuccessMessage(
                __('This shop is no longer connected. The shop that it was copied from still is.')
            );
        } catch (LocalizedException $exception) {
            $this->messageManager->addErrorMessage($exception->getMessage());
        }
        return $this->resultRedirectFactory->create()
            ->setPath('adminhtml/system_config/edit', ['section' => 'coupon_pools']);
    }
}
