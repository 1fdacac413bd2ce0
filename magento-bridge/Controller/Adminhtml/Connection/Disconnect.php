<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Connection;

use CouponPools\Bridge\Model\Link\UnlinkShop;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;
use Magento\Framework\Exception\LocalizedException;

/**
 * Disconnects the shop. Its pools stay.
 */
class Disconnect extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::settings';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param UnlinkShop $unlinkShop
     */
    public function __construct(
        Context $context,
        private readonly UnlinkShop $unlinkShop
    ) {
        parent::__construct($context);
    }

    /**
     * Disconnects, and goes back to the configuration.
     *
     * @return Redirect
     */
    public function execute()
    {
        try {
            if ($this->unlinkShop->execute()) {
                $this->messageManager->addSuccessMessage(
                    __('This shop is disconnected. Its pools and codes are kept.')
                );
            } else {
                $this->messageManager->addWarningMessage(
                    __('This shop is disconnected, but Coupon Pools could not be told. It will notice by itself.')
                );
            }
        } catch (LocalizedException $exception) {
            $this->messageManager->addErrorMessage($exception->getMessage());
        }
        return $this->resultRedirectFactory->create()
            ->setPath('adminhtml/system_config/edit', ['section' => 'coupon_pools']);
    }
}
