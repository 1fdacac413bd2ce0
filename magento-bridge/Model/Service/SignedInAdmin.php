<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service;

use CouponPools\Bridge\Api\ActorInterface;
use Magento\Backend\Model\Auth\Session;

/**
 * The person who is signed in to the admin.
 */
class SignedInAdmin implements ActorInterface
{
    private const PREFIX = 'magento:';
    private const LONGEST = 100;

    /**
     * Wires the session.
     *
     * @param Session $session
     */
    public function __construct(private readonly Session $session)
    {
    }

    /**
     * @inheritDoc
     */
    public function name(): ?string
    {
        $user = $this->session->getUser();
        if ($user === null) {
            return null;
        }
        // A header holds printable ASCII; a name in another script is told as far as it can be.
        $name = preg_replace('/[^\x21-\x7e]+/', '_', (string)$user->getUserName());
        return substr(self::PREFIX . $name, 0, self::LONGEST);
    }
}
