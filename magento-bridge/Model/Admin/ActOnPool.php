<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Admin;

use Magento\Backend\Model\View\Result\Redirect;
use Magento\Framework\App\RequestInterface;

/**
 * What every button of a pool's page does around its own action: finds the pool in the address, says what came of the
 * action, and shows the pool again.
 */
class ActOnPool
{
    /**
     * Wires the parts.
     *
     * @param RequestInterface $request
     * @param PathId $pathId
     * @param ShowOutcome $showOutcome
     * @param ReturnToPool $returnToPool
     */
    public function __construct(
        private readonly RequestInterface $request,
        private readonly PathId $pathId,
        private readonly ShowOutcome $showOutcome,
        private readonly ReturnToPool $returnToPool
    ) {
    }

    /**
     * Acts on the pool whose page is shown.
     *
     * @param callable $action gets the pool's id, and answers with an Outcome
     * @return Redirect
     */
    public function execute(callable $action): Redirect
    {
        $pool = $this->pathId->execute($this->request->getParam('id'));
        $this->showOutcome->execute(
            $pool === '' ? new Outcome(false, (string)__('There is no such pool.')) : $action($pool)
        );
        return $this->returnToPool->execute($pool);
    }
}
