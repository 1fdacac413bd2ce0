<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Connection;

use CouponPools\Bridge\Model\Admin\ConnectShop;
use CouponPools\Bridge\Model\Admin\FormMemory;
use CouponPools\Bridge\Model\Admin\Reply;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;
use Magento\Framework\Exception\LocalizedException;

/**
 * Connects the shop with the address and the code that were entered.
 */
class Connect extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::settings';

    /** Under which what was entered is remembered; no id of a pool looks like it. */
    public const FORM = 'form:connect';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param ConnectShop $connectShop
     * @param FormMemory $formMemory
     */
    public function __construct(
        Context $context,
        private readonly ConnectShop $connectShop,
        private readonly FormMemory $formMemory
    ) {
        parent::__construct($context);
    }

    /**
     * Connects, and goes back to the configuration.
     *
     * @return Redirect
     */
    public function execute()
    {
        $address = $this->getRequest()->getParam('address');
        $code = $this->getRequest()->getParam('code');
        try {
            $result = $this->connectShop->execute(
                is_string($address) ? $address : '',
                is_string($code) ? $code : ''
            );
            $this->messageManager->addSuccessMessage(
                __('This shop is connected to the account %1.', $result->accountName)
            );
        } catch (LocalizedException $exception) {
            $this->messageManager->addErrorMessage($exception->getMessage());
            // A wrong address is no reason to look for the code again.
            $this->formMemory->keep(
                self::FORM,
                ['code' => is_string($code) ? $code : ''],
                new Reply(0, [], $exception->getMessage())
            );
        }
        return $this->resultRedirectFactory->create()
            ->setPath('adminhtml/system_config/edit', ['section' => 'coupon_pools']);
    }
}
