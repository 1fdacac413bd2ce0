<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Client;

use CouponPools\Bridge\Model\Admin\AskService;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Json;
use Magento\Framework\Controller\ResultFactory;

/**
 * Makes credentials for an email platform. The secret is in this answer and nowhere else.
 */
class Create extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::settings';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param AskService $askService
     */
    public function __construct(
        Context $context,
        private readonly AskService $askService
    ) {
        parent::__construct($context);
    }

    /**
     * Gives the key id and the secret.
     *
     * @return Json
     */
    public function execute()
    {
        $name = $this->getRequest()->getParam('name');
        $reply = $this->askService->execute('POST', '/api-clients', ['name' => is_string($name) ? trim($name) : '']);
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
