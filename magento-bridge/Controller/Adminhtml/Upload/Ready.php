<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Upload;

use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Upload\CheckPool;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpGetActionInterface;
use Magento\Framework\Controller\Result\Json;
use Magento\Framework\Controller\ResultFactory;

/**
 * Whether a file can be sent by now, for the page that found the service away.
 */
class Ready extends Action implements HttpGetActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::upload';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param CheckPool $checkPool
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly CheckPool $checkPool
    ) {
        parent::__construct($context);
    }

    /**
     * Says why not, or nothing.
     *
     * @return Json
     */
    public function execute()
    {
        $pool = $this->pathId->execute($this->getRequest()->getParam('pool'));
        /** @var Json $json */
        $json = $this->resultFactory->create(ResultFactory::TYPE_JSON);
        $reply = $this->checkPool->execute($pool);
        return $json->setData(['problem' => $reply->problem, 'isFinal' => !$reply->isOk() && !$reply->isAway()]);
    }
}
