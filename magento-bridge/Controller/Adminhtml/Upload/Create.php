<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Upload;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\DeleteStaleFiles;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Json;
use Magento\Framework\Controller\ResultFactory;
use Magento\Framework\Exception\LocalizedException;

/**
 * Announces a file, for the script that cuts it into slices.
 */
class Create extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::upload';

    private const NAME_CHARACTERS_MAX = 200;

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param AskService $askService
     * @param DeleteStaleFiles $deleteStaleFiles
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly AskService $askService,
        private readonly DeleteStaleFiles $deleteStaleFiles
    ) {
        parent::__construct($context);
    }

    /**
     * Says under which id and in which parts the file is to be sent.
     *
     * @return Json
     */
    public function execute()
    {
        $this->tidy();
        $pool = $this->pathId->execute($this->getRequest()->getParam('pool'));
        $name = $this->getRequest()->getParam('fileName');
        $reply = $this->askService->execute('POST', '/pools/' . $pool . '/uploads', [
            'fileName' => is_string($name) ? mb_substr($name, 0, self::NAME_CHARACTERS_MAX) : '',
            'bytes' => (int)$this->getRequest()->getParam('bytes'),
        ]);
        $upload = $reply->isOk() ? $reply->part('upload') : [];
        /** @var Json $json */
        $json = $this->resultFactory->create(ResultFactory::TYPE_JSON);
        return $json->setData([
            'problem' => $reply->why(),
            'id' => (string)($upload['id'] ?? ''),
            'partBytes' => (int)($upload['partBytes'] ?? 0),
            'parts' => (int)($upload['parts'] ?? 0),
            'url' => $this->getUrl('coupon_pools/upload/view', ['id' => (string)($upload['id'] ?? '')]),
        ]);
    }

    /**
     * Files that nobody went on with. Whether they can be deleted is no reason not to take a new one.
     */
    private function tidy(): void
    {
        try {
            $this->deleteStaleFiles->execute();
        } catch (LocalizedException) {
            return;
        }
    }
}
