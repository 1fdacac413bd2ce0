<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Reply;
use CouponPools\Bridge\Model\Config;
use Magento\Framework\AuthorizationInterface;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * To whom the shop is connected, and whether the exchange is alive.
 */
class Connection implements ArgumentInterface
{
    /** @var Reply|null */
    private ?Reply $account = null;

    /**
     * Wires the page.
     *
     * @param Config $config
     * @param AskService $askService
     * @param AuthorizationInterface $authorization
     */
    public function __construct(
        private readonly Config $config,
        private readonly AskService $askService,
        private readonly AuthorizationInterface $authorization
    ) {
    }

    /**
     * Whether the person may connect and test.
     */
    public function mayISet(): bool
    {
        return $this->authorization->isAllowed('CouponPools_Bridge::settings');
    }

    /**
     * Whether the shop has a key.
     */
    public function isConnected(): bool
    {
        return $this->config->isConnected();
    }

    /**
     * Where a copy of this shop tried to exchange of late, and was refused; empty where none did.
     */
    public function copyAt(): string
    {
        return (string)($this->account()->body['copy']['baseUrl'] ?? '');
    }

    /**
     * The address of the service.
     */
    public function address(): string
    {
        return $this->config->address();
    }

    /**
     * The account's name: as the service says it now, or as it said it when the shop was connected.
     */
    public function accountName(): string
    {
        return (string)($this->account()->body['account']['name'] ?? '') ?: $this->config->accountName();
    }

    /**
     * Why the service says nothing; empty where it does.
     */
    public function problem(): string
    {
        return $this->isConnected() ? $this->account()->problem : '';
    }

    /**
     * When cron last exchanged news with the service, ISO 8601; null: never yet, or not known.
     */
    public function lastExchangeAt(): ?string
    {
        $at = $this->account()->body['exchange']['lastAt'] ?? null;
        return is_string($at) ? $at : null;
    }

    /**
     * Whether the exchange is late, as the service sees it.
     */
    public function isLate(): bool
    {
        return ($this->account()->body['exchange']['isLate'] ?? false) === true;
    }

    /**
     * Whole minutes since the last exchange, where it is late, which it is after ten.
     */
    public function lateMinutes(): int
    {
        return intdiv((int)($this->account()->body['exchange']['lateSeconds'] ?? 0), 60);
    }

    /**
     * The answer about the account, asked for once.
     */
    private function account(): Reply
    {
        return $this->account ??= $this->isConnected()
            ? $this->askService->execute('GET', '/account')
            : new Reply(0, []);
    }
}
