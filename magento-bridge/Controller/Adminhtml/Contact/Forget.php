<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Contact;

use CouponPools\Bridge\Model\Admin\ForgetContact;
use CouponPools\Bridge\Model\Admin\ShowOutcome;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Forgets a contact.
 */
class Forget extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::settings';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param ForgetContact $forgetContact
     * @param ShowOutcome $showOutcome
     */
    public function __construct(
        Context $context,
        private readonly ForgetContact $forgetContact,
        private readonly ShowOutcome $showOutcome
    ) {
        parent::__construct($context);
    }

    /**
     * Tells the service, and goes back.
     *
     * @return Redirect
     */
    public function execute()
    {
        $contact = $this->getRequest()->getParam('contact');
        $this->showOutcome->execute($this->forgetContact->execute(is_string($contact) ? $contact : ''));
        return $this->resultRedirectFactory->create()->setPath('coupon_pools/settings/index');
    }
}
