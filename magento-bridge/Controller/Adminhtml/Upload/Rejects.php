<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Upload;

use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Upload\FetchRejects;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpGetActionInterface;
use Magento\Framework\App\Filesystem\DirectoryList;
use Magento\Framework\App\Response\Http\FileFactory;
use Magento\Framework\App\ResponseInterface;
use Magento\Framework\Controller\ResultInterface;
use Magento\Framework\Exception\LocalizedException;

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
     * @param FileFactory $fileFactory
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly FetchRejects $fetchRejects,
        private readonly FileFactory $fileFactory
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
        $redirect = $this->resultRedirectFactory->create()->setPath('coupon_pools/upload/view', ['id' => $id]);
        if ($id === '' || !in_array($reason, FetchRejects::REASONS, true)) {
            $this->messageManager->addErrorMessage(__('There is no such list.'));
            return $redirect;
        }
        try {
            $path = $this->fetchRejects->execute($id, $reason);
        } catch (LocalizedException $exception) {
            $this->messageManager->addErrorMessage($exception->getMessage());
            return $redirect;
        }
        return $this->fileFactory->create(
            str_replace('_', '-', $reason) . '.csv',
            ['type' => 'filename', 'value' => $path, 'rm' => true],
            DirectoryList::VAR_DIR,
            'text/csv'
        );
    }
}
