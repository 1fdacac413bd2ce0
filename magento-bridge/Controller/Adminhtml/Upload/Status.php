<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Upload;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\PathId;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpGetActionInterface;
use Magento\Framework\Controller\Result\Json;
use Magento\Framework\Controller\ResultFactory;

/**
 * How far a file is, for the progress bar.
 */
class Status extends Action implements HttpGetActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::view';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param AskService $askService
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly AskService $askService
    ) {
        parent::__construct($context);
    }

    /**
     * Says how far it is.
     *
     * @return Json
     */
    public function execute()
    {
        $id = $this->pathId->execute($this->getRequest()->getParam('id'));
        $reply = $this->askService->execute('GET', '/uploads/' . $id);
        $upload = $reply->isOk() ? $reply->part('upload') : [];
        /** @var Json $json */
        $json = $this->resultFactory->create(ResultFactory::TYPE_JSON);
        return $json->setData([
            'problem' => $reply->problem,
            'status' => (string)($upload['status'] ?? ''),
            'progress' => isset($upload['progress']) ? (float)$upload['progress'] : null,
            'rows' => (int)($upload['rows'] ?? 0),
            'added' => (int)($upload['added'] ?? 0),
        ]);
    }
}
