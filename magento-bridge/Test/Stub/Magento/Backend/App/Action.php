<?php

declare(strict_types=1);

namespace Magento\Backend\App;

use Magento\Backend\App\Action\Context;

/**
 * Stands in for Magento's.
 */
abstract class Action
{
    public const ADMIN_RESOURCE = 'Magento_Backend::admin';

    /**
     * @param Context $context
     */
    public function __construct(Context $context)
    {
    }

    /**
     * @return mixed
     */
    abstract public function execute();
}
