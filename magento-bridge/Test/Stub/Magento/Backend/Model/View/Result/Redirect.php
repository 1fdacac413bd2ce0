<?php

declare(strict_types=1);

namespace Magento\Backend\Model\View\Result;

/**
 * Stands in for Magento's, which gives addresses of the admin their secret key.
 */
class Redirect extends \Magento\Framework\Controller\Result\Redirect
{
}
