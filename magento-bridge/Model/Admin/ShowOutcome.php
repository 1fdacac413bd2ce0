<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Admin;

use Magento\Framework\Message\ManagerInterface;

/**
 * Says what came of something at the top of the next page.
 */
class ShowOutcome
{
    /**
     * Wires the parts.
     *
     * @param ManagerInterface $messageManager
     */
    public function __construct(private readonly ManagerInterface $messageManager)
    {
    }

    /**
     * Says it.
     *
     * @param Outcome $outcome
     */
    public function execute(Outcome $outcome): void
    {
        if ($outcome->isDone) {
            $this->messageManager->addSuccessMessage($outcome->sentence);
        } else {
            $this->messageManager->addErrorMessage($outcome->sentence);
        }
    }
}
