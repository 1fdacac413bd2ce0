<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Connection;

use CouponPools\Bridge\Model\Link\MoveHere;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;
use Magento\Framework\Exception\LocalizedException;

/**
 * Says that the shop has moved here.
 */
class Moved extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::settings';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param MoveHere $moveHere
     */
    public function __construct(
        Context $context,
        private readonly MoveHere $moveHere
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
            $this->moveHere->execute();
            $this->messageManager->addSuccessMessage(
                __('The shop is here now. Where it was, it is refused.')
            );
        } catch (LocalizedException $exception) {
            $this->messageManager->addErrorMessage($exception->getMessage());
        }
        return $this->resultRedirectFactory->create()
            ->setPath('adminhtml/system_config/edit', ['section' => 'coupon_pools']);
    }
}
