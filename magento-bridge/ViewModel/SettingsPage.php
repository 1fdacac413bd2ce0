<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Reply;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * What the account offers to the email platform.
 */
class SettingsPage implements ArgumentInterface
{
    /** @var Reply|null */
    private ?Reply $account = null;

    /** @var Reply|null */
    private ?Reply $clients = null;

    /**
     * Wires the page.
     *
     * @param AskService $askService
     */
    public function __construct(private readonly AskService $askService)
    {
    }

    /**
     * Why there is nothing to set; empty where there is.
     */
    public function problem(): string
    {
        return $this->account()->problem ?: $this->apiClients()->problem;
    }

    /**
     * The account's name.
     */
    public function accountName(): string
    {
        return (string)($this->account()->body['account']['name'] ?? '');
    }

    /**
     * Whether broadcasts get codes.
     */
    public function isBroadcastAllowed(): bool
    {
        return ($this->account()->body['broadcastAllowed'] ?? false) === true;
    }

    /**
     * The API clients, without their secrets.
     *
     * @return list<array<string,mixed>>
     */
    public function clients(): array
    {
        return $this->apiClients()->listOf('clients') ?: $this->apiClients()->listOf('apiClients');
    }

    /**
     * The answer about the account, asked for once.
     */
    private function account(): Reply
    {
        return $this->account ??= $this->askService->execute('GET', '/account');
    }

    /**
     * The answer about the API clients, asked for once.
     */
    private function apiClients(): Reply
    {
        return $this->clients ??= $this->account()->isOk()
            ? $this->askService->execute('GET', '/api-clients')
            : new Reply(0, []);
    }
}
