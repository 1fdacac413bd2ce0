<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Endpoint;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Admin\ShowOutcome;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Sends an event to an endpoint once more.
 */
class SendAgain extends Action implements HttpPostActionInterface
{
    public const ADMIN_RESOURCE = 'CouponPools_Bridge::settings';

    /**
     * Wires the page.
     *
     * @param Context $context
     * @param PathId $pathId
     * @param AskService $askService
     * @param ShowOutcome $showOutcome
     */
    public function __construct(
        Context $context,
        private readonly PathId $pathId,
        private readonly AskService $askService,
        private readonly ShowOutcome $showOutcome
    ) {
        parent::__construct($context);
    }

    /**
     * Sends it, and shows what came of it.
     *
     * @return Redirect
     */
    public function execute()
    {
        $endpoint = $this->pathId->execute($this->getRequest()->getParam('id'));
        $event = $this->pathId->execute($this->getRequest()->getParam('event'));
        $path = '/endpoints/' . $endpoint . '/deliveries/' . $event . '/send-again';
        $reply = $this->askService->execute('POST', $path, []);
        $this->showOutcome->execute($reply->outcome(__('The event is on its way.')));
        return $this->resultRedirectFactory->create()->setPath('coupon_pools/alert/index');
    }
}
