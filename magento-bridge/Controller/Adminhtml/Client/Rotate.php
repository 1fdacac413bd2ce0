<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Client;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\PathId;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Json;
use Magento\Framework\Controller\ResultFactory;

/**
 * Gives an API client a new secret. It is in this answer and nowhere else.
 */
class Rotate extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::settings';

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
     * Gives the new secret.
     *
     * @return Json
     */
    public function execute()
    {
        $id = $this->pathId->execute($this->getRequest()->getParam('id'));
        $reply = $this->askService->execute('POST', '/api-clients/' . $id . '/rotate', []);
        $client = $reply->isOk() ? $reply->part('client') : [];
        /** @var Json $json */
        $json = $this->resultFactory->create(ResultFactory::TYPE_JSON);
        // No cache and no history of the browser keeps the secret.
        $json->setHeader('Cache-Control', 'no-store', true);
        return $json->setData([
            'problem' => $reply->why(),
            'id' => (string)($client['id'] ?? ''),
            'secret' => (string)($client['secret'] ?? ''),
        ]);
    }
}
