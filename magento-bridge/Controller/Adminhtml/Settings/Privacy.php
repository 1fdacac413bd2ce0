<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Settings;

use CouponPools\Bridge\Model\Admin\ShowOutcome;
use CouponPools\Bridge\Model\Privacy\SavePrivacy;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Sets what the email platform sends as the contact, and how long it is kept.
 */
class Privacy extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::settings';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param SavePrivacy $savePrivacy
     * @param ShowOutcome $showOutcome
     */
    public function __construct(
        Context $context,
        private readonly SavePrivacy $savePrivacy,
        private readonly ShowOutcome $showOutcome
    ) {
        parent::__construct($context);
    }

    /**
     * Saves, and shows the settings.
     *
     * @return Redirect
     */
    public function execute()
    {
        $identifier = $this->getRequest()->getParam('identifier');
        $months = $this->getRequest()->getParam('contactMonths');
        $this->showOutcome->execute($this->savePrivacy->execute(
            is_string($identifier) ? $identifier : '',
            is_string($months) ? $months : ''
        ));
        return $this->resultRedirectFactory->create()->setPath('coupon_pools/settings/index');
    }
}
