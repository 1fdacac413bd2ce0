<?php

declare(strict_types=1);

namespace Magento\Backend\Model\Auth;

use Magento\Framework\DataObject;

class Session
{
    public function __construct(private readonly ?DataObject $user = null)
    {
    }

    public function getUser()
    {
        return $this->user;
    }
}
