<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Check;

use CouponPools\Bridge\Model\Redemption\PatchLevel;

/**
 * Whether Magento itself keeps a single-use code from being used twice.
 */
class PatchLevelCheck implements CheckInterface
{
    /**
     * Wires the version.
     *
     * @param PatchLevel $patchLevel
     * @param Finding $finding
     */
    public function __construct(
        private readonly PatchLevel $patchLevel,
        private readonly Finding $finding
    ) {
    }

    /**
     * It is no fault: for its own codes the module closes the gap.
     *
     * @return array<int,array{label:string,ok:bool,detail:string,advice:string}>
     */
    public function execute(): array
    {
        $label = __('Patch level');
        if (!$this->patchLevel->needsGuard()) {
            return [$this->finding->good($label, $this->patchLevel->version())];
        }
        $finding = $this->finding->good(
            $label,
            __('%1 accepts a single-use code twice; for the codes of pools the module prevents it.', $this->patchLevel
                ->version())
        );
        $advice = __('Install the latest security patch: other coupons are not protected.');
        return [['advice' => (string)$advice] + $finding];
    }
}
