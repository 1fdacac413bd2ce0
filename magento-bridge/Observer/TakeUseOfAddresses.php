<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Observer;

use CouponPools\Bridge\Model\Redemption\TakeUse as TakeUseOfCode;
use Magento\Framework\Event\Observer;
use Magento\Framework\Event\ObserverInterface;
use Magento\Framework\Exception\LocalizedException;
use Psr\Log\LoggerInterface;

/**
 * Runs for each order of a quote that is sent to several addresses, before any of them is saved.
 */
class TakeUseOfAddresses implements ObserverInterface
{
    /**
     * Wires the guard.
     *
     * @param TakeUseOfCode $takeUse
     * @param LoggerInterface $logger
     */
    public function __construct(
        private readonly TakeUseOfCode $takeUse,
        private readonly LoggerInterface $logger
    ) {
    }

    /**
     * Refuses the order if its code belongs to another one. A fault of the guard itself does not stop a checkout.
     *
     * @param Observer $observer
     * @throws LocalizedException
     */
    public function execute(Observer $observer): void
    {
        $order = $observer->getEvent()->getData('order');
        $quote = $observer->getEvent()->getData('quote');
        if ($order === null || $quote === null) {
            return;
        }
        $code = (string)($order->getCouponCode() ?: $quote->getCouponCode());
        try {
            $this->takeUse->ofQuote($code, (int)$quote->getId(), (string)$order->getIncrementId());
        } catch (LocalizedException $refused) {
            throw $refused;
        } catch (\Exception $exception) {
            $this->logger->error('Coupon Pools: the use of a code was not guarded', ['exception' => $exception]);
        }
    }
}
