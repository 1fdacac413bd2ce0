<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Alert;

use CouponPools\Bridge\Model\Admin\FormMemory;
use CouponPools\Bridge\Model\Alert\SaveSettings;
use CouponPools\Bridge\ViewModel\AlertsPage;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Sets who is told by mail, and of what.
 */
class Save extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::settings';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param SaveSettings $saveSettings
     * @param FormMemory $formMemory
     */
    public function __construct(
        Context $context,
        private readonly SaveSettings $saveSettings,
        private readonly FormMemory $formMemory
    ) {
        parent::__construct($context);
    }

    /**
     * Saves, and shows the page again.
     *
     * @return Redirect
     */
    public function execute()
    {
        $addresses = $this->getRequest()->getParam('recipients');
        $kinds = $this->getRequest()->getParam('alerts');
        $form = [
            'recipients' => is_string($addresses) ? $addresses : '',
            'alerts' => array_values(array_filter(is_array($kinds) ? $kinds : [], 'is_string')),
        ];
        $reply = $this->saveSettings->execute($form['recipients'], $form['alerts']);
        if ($reply->isOk()) {
            $this->messageManager->addSuccessMessage(__('The alerts were saved.'));
        } else {
            $this->formMemory->keep(AlertsPage::FORM, $form, $reply);
        }
        return $this->resultRedirectFactory->create()->setPath('coupon_pools/alert/index');
    }
}
