<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Pool;

use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Admin\ReturnToPool;
use CouponPools\Bridge\Model\Admin\SendFile;
use CouponPools\Bridge\Model\Pool\FetchRefused;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpGetActionInterface;
use Magento\Framework\App\ResponseInterface;
use Magento\Framework\Controller\ResultInterface;

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
     * @param FetchRefused $fetchRefused
     * @param SendFile $sendFile
     * @param ReturnToPool $returnToPool
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly FetchRefused $fetchRefused,
        private readonly SendFile $sendFile,
        private readonly ReturnToPool $returnToPool
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
        $pool = $this->pathId->execute($this->getRequest()->getParam('id'));
        return $this->sendFile->execute(
            'refused.csv',
            fn (): string => $this->fetchRefused->execute($pool),
            $this->returnToPool->execute($pool)
        );
    }
}
