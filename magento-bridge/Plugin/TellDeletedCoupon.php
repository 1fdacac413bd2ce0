<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Plugin;

use CouponPools\Bridge\Model\Coupon\RecordDeletion;
use Magento\SalesRule\Model\Coupon;
use Magento\SalesRule\Model\ResourceModel\Coupon as CouponResource;
use Psr\Log\LoggerInterface;

/**
 * Somebody deletes coupons in Magento's own grid, or by its REST interface. One of ours that is still to be handed out
 * would be refused at the checkout. The module's own deleting does not come by here.
 */
class TellDeletedCoupon
{
    /**
     * Wires the parts.
     *
     * @param RecordDeletion $recordDeletion
     * @param LoggerInterface $logger
     */
    public function __construct(
        private readonly RecordDeletion $recordDeletion,
        private readonly LoggerInterface $logger
    ) {
    }

    /**
     * Writes it down before, since the row that says that it is ours goes with it.
     *
     * @param CouponResource $subject
     * @param mixed $object
     * @SuppressWarnings(PHPMD.UnusedFormalParameter)
     */
    public function beforeDelete(CouponResource $subject, $object): void
    {
        if (!$object instanceof Coupon) {
            return;
        }
        try {
            $this->recordDeletion->execute((string)$object->getCode());
        } catch (\Exception $exception) {
            $this->logger->error('Coupon Pools: a deleted coupon was not recorded', ['exception' => $exception]);
        }
    }
}
