<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Endpoint;

use CouponPools\Bridge\Model\Admin\AskService;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Json;
use Magento\Framework\Controller\ResultFactory;

/**
 * Adds an address that events are sent to. Its secret is in this answer and nowhere else.
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
     * Gives the endpoint's id and the secret that signs its events.
     *
     * @return Json
     */
    public function execute()
    {
        $url = $this->getRequest()->getParam('url');
        $reply = $this->askService->execute('POST', '/endpoints', [
            'url' => is_string($url) ? mb_scrub(trim($url), 'UTF-8') : '',
        ]);
        $endpoint = $reply->isOk() ? $reply->part('endpoint') : [];
        /** @var Json $json */
        $json = $this->resultFactory->create(ResultFactory::TYPE_JSON);
        // No cache and no history of the browser keeps the secret.
        $json->setHeader('Cache-Control', 'no-store', true);
        return $json->setData([
            'problem' => $reply->why(),
            'id' => (string)($endpoint['url'] ?? ''),
            'secret' => (string)($endpoint['secret'] ?? ''),
        ]);
    }
}
