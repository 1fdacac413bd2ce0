<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Plugin;

use CouponPools\Bridge\Model\Coupon\ExpiryOfCode;
use Magento\Quote\Model\Quote\Address;
use Magento\SalesRule\Model\Rule;
use Magento\SalesRule\Model\Utility;
use Psr\Log\LoggerInterface;

/**
 * Magento stores a coupon's own date and ignores it. Here a code of ours that is past its date is no longer valid.
 */
class EnforceExpiry
{
    /**
     * Wires the dates.
     *
     * @param ExpiryOfCode $expiryOfCode
     * @param LoggerInterface $logger
     */
    public function __construct(
        private readonly ExpiryOfCode $expiryOfCode,
        private readonly LoggerInterface $logger
    ) {
    }

    /**
     * Takes back a yes. No network; if the table cannot be read, Magento's own answer stands.
     *
     * @param Utility $subject
     * @param bool $result
     * @param Rule $rule
     * @param Address $address
     * @return bool
     * @SuppressWarnings(PHPMD.UnusedFormalParameter)
     */
    public function afterCanProcessRule(Utility $subject, $result, Rule $rule, Address $address): bool
    {
        if (!$result || (int)$rule->getCouponType() === Rule::COUPON_TYPE_NO_COUPON) {
            return (bool)$result;
        }
        $code = trim((string)$address->getQuote()->getCouponCode());
        try {
            $isOver = $code !== '' && $this->expiryOfCode->isOver($code, (int)$rule->getId());
        } catch (\Exception $exception) {
            $this->logger->error('Coupon Pools: the date of a code was not read', ['exception' => $exception]);
            return true;
        }
        if ($isOver) {
            $rule->setIsValidForAddress($address, false);
        }
        return !$isOver;
    }
}
