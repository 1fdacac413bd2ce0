<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

use CouponPools\Bridge\Model\Admin\Reply;

/**
 * What came of saving a pool, with the form as it is to be shown again.
 */
class SavedPool
{
    /**
     * Holds both.
     *
     * @param Reply $reply
     * @param array<string,mixed> $form
     */
    public function __construct(
        public readonly Reply $reply,
        public readonly array $form
    ) {
    }

    /**
     * The pool's id; empty where it was not saved.
     */
    public function id(): string
    {
        $id = $this->reply->isOk() ? ($this->reply->part('pool')['id'] ?? '') : '';
        return is_string($id) ? $id : '';
    }
}
