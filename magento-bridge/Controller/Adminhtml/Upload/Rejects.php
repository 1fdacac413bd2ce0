<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Upload;

use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Admin\SendFile;
use CouponPools\Bridge\Model\Upload\FetchRejects;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpGetActionInterface;
use Magento\Framework\App\ResponseInterface;
use Magento\Framework\Controller\ResultInterface;

/**
 * The rows of a file that were not added for one reason, as a CSV file.
 */
class Rejects extends Action implements HttpGetActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::view';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param FetchRejects $fetchRejects
     * @param SendFile $sendFile
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly FetchRejects $fetchRejects,
        private readonly SendFile $sendFile
    ) {
        parent::__construct($context);
    }

    /**
     * Sends the list, or says why there is none.
     *
     * @return ResponseInterface|ResultInterface
     */
    public function execute()
    {
        $id = $this->pathId->execute($this->getRequest()->getParam('id'));
        $reason = $this->getRequest()->getParam('reason');
        $reason = is_string($reason) ? $reason : '';
        return $this->sendFile->execute(
            str_replace('_', '-', $reason) . '.csv',
            fn (): string => $this->fetchRejects->execute($id, $reason),
            $this->resultRedirectFactory->create()->setPath('coupon_pools/upload/view', ['id' => $id])
        );
    }
}
