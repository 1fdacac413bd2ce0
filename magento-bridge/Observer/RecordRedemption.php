<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Observer;

use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Redemption\OrderRow;
use CouponPools\Bridge\Model\Redemption\RecordOrder;
use CouponPools\Bridge\Model\Redemption\ReleaseUse;
use Magento\Framework\Event\Observer;
use Magento\Framework\Event\ObserverInterface;
use Magento\Sales\Api\Data\OrderInterface;
use Magento\Sales\Model\Order;
use Psr\Log\LoggerInterface;

/**
 * Runs after every saving of an order, so it does little and breaks nothing: what it misses, the sweep finds.
 */
class RecordRedemption implements ObserverInterface
{
    /**
     * Wires the parts.
     *
     * @param Config $config
     * @param RecordOrder $recordOrder
     * @param ReleaseUse $releaseUse
     * @param LoggerInterface $logger
     */
    public function __construct(
        private readonly Config $config,
        private readonly RecordOrder $recordOrder,
        private readonly ReleaseUse $releaseUse,
        private readonly LoggerInterface $logger
    ) {
    }

    /**
     * A shop that was never connected keeps no events; one that is disconnected keeps them for later.
     *
     * @param Observer $observer
     */
    public function execute(Observer $observer): void
    {
        $order = $observer->getEvent()->getData('order');
        if (!$order instanceof OrderInterface || !$order->getEntityId() || !$order->getCouponCode()) {
            return;
        }
        if ($this->config->installationId() === '') {
            return;
        }
        try {
            $row = $this->row($order);
            $this->recordOrder->execute($row);
            if ($row->isCanceled) {
                $this->releaseUse->ofOrder($row->number, $row->quoteId);
            }
        } catch (\Exception $exception) {
            $this->logger->error('Coupon Pools: an order was not recorded', [
                'order' => $order->getIncrementId(),
                'exception' => $exception,
            ]);
        }
    }

    /**
     * The order as the module reads it.
     *
     * @param OrderInterface $order
     */
    private function row(OrderInterface $order): OrderRow
    {
        return new OrderRow(
            (int)$order->getEntityId(),
            (string)$order->getIncrementId(),
            (string)$order->getCouponCode(),
            $order->getState() === Order::STATE_CANCELED,
            (float)$order->getGrandTotal(),
            (float)$order->getDiscountAmount(),
            (string)$order->getOrderCurrencyCode(),
            (string)$order->getCreatedAt(),
            (string)$order->getUpdatedAt(),
            (int)$order->getQuoteId()
        );
    }
}
