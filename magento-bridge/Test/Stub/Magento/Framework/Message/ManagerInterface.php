<?php

declare(strict_types=1);

namespace Magento\Framework\Message;

/**
 * Stands in for Magento's.
 */
interface ManagerInterface
{
    /**
     * @param string $message
     * @param string|null $group
     * @return $this
     */
    public function addSuccessMessage($message, $group = null);

    /**
     * @param string $message
     * @param string|null $group
     * @return $this
     */
    public function addErrorMessage($message, $group = null);
}
