<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Claim;

use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Admin\ReturnToPool;
use CouponPools\Bridge\Model\Admin\SendFile;
use CouponPools\Bridge\Model\Claim\ExportClaims;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpGetActionInterface;
use Magento\Framework\App\ResponseInterface;
use Magento\Framework\Controller\ResultInterface;

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
     * @param SendFile $sendFile
     * @param ReturnToPool $returnToPool
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly ExportClaims $exportClaims,
        private readonly SendFile $sendFile,
        private readonly ReturnToPool $returnToPool
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
        return $this->sendFile->execute(
            'claims.csv',
            fn (): string => $this->exportClaims->execute(
                $pool,
                $request->getParam('from'),
                $request->getParam('to')
            ),
            $this->returnToPool->execute($this->pathId->execute($pool))
        );
    }
}
