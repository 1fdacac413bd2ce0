<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Controller\Adminhtml\Client;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Admin\ShowOutcome;
use Magento\Backend\App\Action;
use Magento\Backend\App\Action\Context;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\Redirect;

/**
 * Takes an API client's right to call away, for good.
 */
class Revoke extends Action implements HttpPostActionInterface
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
     * Revokes it, and shows the others.
     *
     * @return Redirect
     */
    public function execute()
    {
        $id = $this->pathId->execute($this->getRequest()->getParam('id'));
        $reply = $this->askService->execute('POST', '/api-clients/' . $id . '/revoke', []);
        $this->showOutcome->execute($reply->outcome(__('The API client can call no more.')));
        return $this->resultRedirectFactory->create()->setPath('coupon_pools/settings/index');
    }
}
