<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Upload;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Upload\MapReading;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Confirms how a file is read; the service begins.
 */
class Start extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::upload';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param AskService $askService
     * @param MapReading $mapReading
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly AskService $askService,
        private readonly MapReading $mapReading
    ) {
        parent::__construct($context);
    }

    /**
     * Starts it, and shows how far it is.
     *
     * @return Redirect
     */
    public function execute()
    {
        $id = $this->pathId->execute($this->getRequest()->getParam('id'));
        $reading = $this->getRequest()->getParam('reading');
        $reply = $this->askService->execute('POST', '/uploads/' . $id . '/start', [
            'reading' => $this->mapReading->execute(is_array($reading) ? $reading : []),
        ]);
        if (!$reply->isOk()) {
            $this->messageManager->addErrorMessage($reply->why());
        }
        return $this->resultRedirectFactory->create()->setPath('coupon_pools/upload/view', ['id' => $id]);
    }
}
