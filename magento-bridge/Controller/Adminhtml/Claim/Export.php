<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Claim;

use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Claim\ExportClaims;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpGetActionInterface;
use Magento\Framework\App\Filesystem\DirectoryList;
use Magento\Framework\App\Response\Http\FileFactory;
use Magento\Framework\App\ResponseInterface;
use Magento\Framework\Controller\ResultInterface;
use Magento\Framework\Exception\LocalizedException;

/**
 * Who got which code, as a CSV file.
 */
class Export extends Action implements HttpGetActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::view';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param ExportClaims $exportClaims
     * @param FileFactory $fileFactory
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly ExportClaims $exportClaims,
        private readonly FileFactory $fileFactory
    ) {
        parent::__construct($context);
    }

    /**
     * Sends the file, or says why there is none.
     *
     * @return ResponseInterface|ResultInterface
     */
    public function execute()
    {
        $request = $this->getRequest();
        $pool = $request->getParam('pool');
        try {
            $path = $this->exportClaims->execute($pool, $request->getParam('from'), $request->getParam('to'));
        } catch (LocalizedException $exception) {
            $this->messageManager->addErrorMessage($exception->getMessage());
            $id = $this->pathId->execute($pool);
            return $id === ''
                ? $this->resultRedirectFactory->create()->setPath('coupon_pools/pool/index')
                : $this->resultRedirectFactory->create()->setPath('coupon_pools/pool/view', ['id' => $id]);
        }
        return $this->fileFactory->create(
            'claims.csv',
            ['type' => 'filename', 'value' => $path, 'rm' => true],
            DirectoryList::VAR_DIR,
            'text/csv'
        );
    }
}
