<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Check;

/**
 * The self-test, for its page in the admin and for `bin/magento coupon-pools:check`.
 */
class RunChecks
{
    /**
     * Wires the checks.
     *
     * @param CheckInterface[] $checks
     */
    public function __construct(private readonly array $checks = [])
    {
    }

    /**
     * Every check, in order. One that breaks is a finding, and stops none of the others.
     *
     * @return list<array{label:string,ok:bool,detail:string,advice:string}>
     */
    public function execute(): array
    {
        $found = [];
        foreach ($this->checks as $name => $check) {
            try {
                array_push($found, ...$check->execute());
            } catch (\Exception $exception) {
                $found[] = [
                    'label' => (string)__('Check "%1"', $name),
                    'ok' => false,
                    'detail' => $exception->getMessage(),
                    'advice' => (string)__('This check could not be made. See var/log/exception.log.'),
                ];
            }
        }
        return $found;
    }
}
