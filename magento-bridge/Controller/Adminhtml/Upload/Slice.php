<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Upload;

use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Upload\ReadSentFile;
use CouponPools\Bridge\Model\Upload\ReceiveSlice;
use CouponPools\Bridge\Model\Upload\Slice as UploadSlice;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Json;
use Magento\Framework\Controller\ResultFactory;
use Magento\Framework\Exception\LocalizedException;

/**
 * Takes a slice of a file from the browser.
 */
class Slice extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::upload';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param ReadSentFile $readSentFile
     * @param ReceiveSlice $receiveSlice
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly ReadSentFile $readSentFile,
        private readonly ReceiveSlice $receiveSlice
    ) {
        parent::__construct($context);
    }

    /**
     * Says how much of the part is here now.
     *
     * @return Json
     */
    public function execute()
    {
        $request = $this->getRequest();
        /** @var Json $json */
        $json = $this->resultFactory->create(ResultFactory::TYPE_JSON);
        try {
            $reply = $this->receiveSlice->execute(new UploadSlice(
                $this->pathId->execute($request->getParam('upload')),
                (int)$request->getParam('part'),
                (int)$request->getParam('partBytes'),
                (int)$request->getParam('offset'),
                $this->readSentFile->execute('slice')
            ));
        } catch (LocalizedException $exception) {
            return $json->setData(['problem' => $exception->getMessage(), 'isFinal' => true]);
        }
        return $json->setData([
            'problem' => $reply->problem,
            'isFinal' => !$reply->isOk() && !$reply->isAway(),
            'received' => (int)($reply->body['received'] ?? 0),
            'done' => ($reply->body['done'] ?? false) === true,
        ]);
    }
}
