<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Contact;

use CouponPools\Bridge\Model\Privacy\AskContactData;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Raw;
use Magento\Framework\Controller\ResultFactory;
use Magento\Framework\Controller\ResultInterface;

/**
 * What is stored of a contact, as a CSV file.
 */
class Data extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::settings';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param AskContactData $askContactData
     */
    public function __construct(
        Context $context,
        private readonly AskContactData $askContactData
    ) {
        parent::__construct($context);
    }

    /**
     * Sends the file, or says why there is none.
     *
     * @return ResultInterface
     */
    public function execute()
    {
        $contact = $this->getRequest()->getParam('contact');
        $reply = $this->askContactData->execute(is_string($contact) ? $contact : '');
        if (!$reply->isOk()) {
            $this->messageManager->addErrorMessage($reply->why());
            return $this->resultRedirectFactory->create()->setPath('coupon_pools/settings/index');
        }
        // Nothing of it is written to the disk, not even for a moment. The mark makes Excel read UTF-8.
        /** @var Raw $file */
        $file = $this->resultFactory->create(ResultFactory::TYPE_RAW);
        return $file->setHeader('Content-Type', 'text/csv; charset=utf-8', true)
            ->setHeader('Content-Disposition', 'attachment; filename="contact.csv"', true)
            ->setContents("\u{FEFF}" . (string)($reply->body['file'] ?? ''));
    }
}
