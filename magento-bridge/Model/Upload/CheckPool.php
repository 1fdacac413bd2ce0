<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Upload;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Reply;

/**
 * Whether a file can be sent for a pool, asked before somebody chooses one.
 */
class CheckPool
{
    /** No file will ever go into it. */
    private const CONFLICT = 409;

    /**
     * Wires the parts.
     *
     * @param AskService $askService
     */
    public function __construct(private readonly AskService $askService)
    {
    }

    /**
     * The pool, or why it takes no file: status 0 while the service does not answer, which may change any moment.
     *
     * @param string $pool an id from PathId; empty: none
     * @return Reply
     */
    public function execute(string $pool): Reply
    {
        if ($pool === '') {
            return new Reply(404, [], (string)__('There is no such pool.'));
        }
        $reply = $this->askService->execute('GET', '/pools/' . $pool);
        $found = $reply->isOk() ? $reply->part('pool') : [];
        return match (true) {
            ($found['type'] ?? 'static') !== 'static' => new Reply(
                self::CONFLICT,
                $reply->body,
                (string)__('This pool makes its codes itself. Upload codes to a static pool.')
            ),
            ($found['status'] ?? '') === 'archived' => new Reply(
                self::CONFLICT,
                $reply->body,
                (string)__('This pool is archived. Take it out of the archive before you upload codes.')
            ),
            default => $reply,
        };
    }
}
