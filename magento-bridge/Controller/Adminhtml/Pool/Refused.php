<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Pool;

use CouponPools\Bridge\Model\Admin\FetchFile;
use CouponPools\Bridge\Model\Admin\PathId;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpGetActionInterface;
use Magento\Framework\App\Filesystem\DirectoryList;
use Magento\Framework\App\Response\Http\FileFactory;
use Magento\Framework\App\ResponseInterface;
use Magento\Framework\Controller\ResultInterface;
use Magento\Framework\Exception\LocalizedException;

/**
 * The codes of a pool that could not be created in Magento, as a CSV file.
 */
class Refused extends Action implements HttpGetActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::view';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param FetchFile $fetchFile
     * @param FileFactory $fileFactory
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly FetchFile $fetchFile,
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
        $redirect = $this->resultRedirectFactory->create();
        $pool = $this->pathId->execute($this->getRequest()->getParam('id'));
        if ($pool === '') {
            $this->messageManager->addErrorMessage(__('There is no such pool.'));
            return $redirect->setPath('coupon_pools/pool/index');
        }
        try {
            $path = $this->fetchFile->execute('/pools/' . $pool . '/creation/refused');
        } catch (LocalizedException $exception) {
            $this->messageManager->addErrorMessage($exception->getMessage());
            return $redirect->setPath('coupon_pools/pool/view', ['id' => $pool]);
        }
        return $this->fileFactory->create(
            'refused.csv',
            ['type' => 'filename', 'value' => $path, 'rm' => true],
            DirectoryList::VAR_DIR,
            'text/csv'
        );
    }
}
