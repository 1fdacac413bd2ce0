<?php

declare(strict_types=1);

namespace Magento\Store\Model;

/**
 * The part of Magento's interface that the module uses.
 */
interface StoreManagerInterface
{
    public function getWebsites($withDefault = false, $codeKey = false);
}
