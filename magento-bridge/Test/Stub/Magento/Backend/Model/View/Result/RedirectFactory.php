<?php

declare(strict_types=1);

namespace Magento\Backend\Model\View\Result;

/**
 * Stands in for what Magento generates.
 */
class RedirectFactory
{
    /**
     * @param array<string,mixed> $data
     * @return Redirect
     */
    public function create(array $data = [])
    {
        return new Redirect();
    }
}
