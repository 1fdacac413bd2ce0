<?php

declare(strict_types=1);

namespace Magento\Store\Api\Data;

/**
 * The part of Magento's interface that the module uses.
 */
interface WebsiteInterface
{
    public function getId();

    public function getName();
}
