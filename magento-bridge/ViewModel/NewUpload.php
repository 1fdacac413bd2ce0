<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Admin\Reply;
use CouponPools\Bridge\Model\Upload\CheckPool;
use Magento\Framework\App\RequestInterface;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * Where a file is chosen for a pool.
 */
class NewUpload implements ArgumentInterface
{
    /** @var Reply|null */
    private ?Reply $pool = null;

    /**
     * Wires the page.
     *
     * @param RequestInterface $request
     * @param PathId $pathId
     * @param CheckPool $checkPool
     */
    public function __construct(
        private readonly RequestInterface $request,
        private readonly PathId $pathId,
        private readonly CheckPool $checkPool
    ) {
    }

    /**
     * The pool's id; empty where the address has none.
     */
    public function poolId(): string
    {
        return $this->pathId->execute($this->request->getParam('pool'));
    }

    /**
     * The pool's name; empty where it could not be asked for.
     */
    public function poolName(): string
    {
        return (string)($this->pool()->part('pool')['name'] ?? '');
    }

    /**
     * Why no file can be sent now; empty where one can.
     */
    public function problem(): string
    {
        return $this->pool()->problem;
    }

    /**
     * Whether a file can be chosen: the service takes it, or may take it in a moment, when it answers again.
     */
    public function isOpen(): bool
    {
        return $this->pool()->isOk() || $this->isAway();
    }

    /**
     * Whether the service gives no answer, so that asking again makes sense.
     */
    public function isAway(): bool
    {
        return $this->pool()->isAway();
    }

    /**
     * The answer about the pool, asked for once.
     */
    private function pool(): Reply
    {
        return $this->pool ??= $this->checkPool->execute($this->poolId());
    }
}
