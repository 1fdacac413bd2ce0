<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Plugin;

use CouponPools\Bridge\Model\Redemption\ReleaseUse;
use Magento\Quote\Model\Quote;
use Magento\Quote\Model\QuoteManagement;
use Psr\Log\LoggerInterface;

/**
 * Gives the use of a code back when the order was not placed. Magento's event for a failed submit does not come when
 * another observer before the order stops it, so the call itself is watched.
 */
class ReleaseUseOfFailedSubmit
{
    /**
     * Wires the guard.
     *
     * @param ReleaseUse $releaseUse
     * @param LoggerInterface $logger
     */
    public function __construct(
        private readonly ReleaseUse $releaseUse,
        private readonly LoggerInterface $logger
    ) {
    }

    /**
     * Watches the submit.
     *
     * @param QuoteManagement $subject
     * @param callable $proceed
     * @param Quote $quote
     * @param array<string,mixed> $orderData
     * @return mixed
     * @SuppressWarnings(PHPMD.UnusedFormalParameter)
     */
    public function aroundSubmit(QuoteManagement $subject, callable $proceed, Quote $quote, $orderData = [])
    {
        try {
            return $proceed($quote, $orderData);
        } catch (\Throwable $throwable) {
            $this->release($quote);
            throw $throwable;
        }
    }

    /**
     * Gives back; a fault here must not hide the one that brought us here.
     *
     * @param Quote $quote
     */
    private function release(Quote $quote): void
    {
        try {
            $this->releaseUse->execute((int)$quote->getId(), (string)$quote->getReservedOrderId());
        } catch (\Exception $exception) {
            $this->logger->error('Coupon Pools: the use of a code was not given back', ['exception' => $exception]);
        }
    }
}
