<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Admin\AskService;
use Magento\Framework\AuthorizationInterface;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * What is the matter with the pools now, above their grid.
 */
class Notices implements ArgumentInterface
{
    /** @var list<array<string,mixed>>|null */
    private ?array $alerts = null;

    /**
     * Wires the page.
     *
     * @param Connection $connection
     * @param AskService $askService
     * @param AlertWords $words
     * @param AuthorizationInterface $authorization
     */
    public function __construct(
        private readonly Connection $connection,
        private readonly AskService $askService,
        private readonly AlertWords $words,
        private readonly AuthorizationInterface $authorization
    ) {
    }

    /**
     * The troubles by Magento's name for how grave they are; a name without troubles is left out.
     *
     * @return array<string,list<array{sentence: string, pools: list<array{id: string, name: string}>, others: int}>>
     */
    public function troubles(): array
    {
        $troubles = [];
        foreach ($this->alerts() as $alert) {
            $kind = $alert['kind'] ?? null;
            $troubles[$this->words->isUrgent($kind) ? 'error' : 'warning'][] = $this->trouble($kind, $alert);
        }
        return $troubles;
    }

    /**
     * Whether the person may choose who is told of it.
     */
    public function maySetAlerts(): bool
    {
        return $this->authorization->isAllowed('CouponPools_Bridge::settings');
    }

    /**
     * One trouble with the pools that have it.
     *
     * @param mixed $kind
     * @param array<string,mixed> $alert
     * @return array{sentence: string, pools: list<array{id: string, name: string}>, others: int}
     */
    private function trouble(mixed $kind, array $alert): array
    {
        $count = (int)($alert['count'] ?? 0);
        $pools = array_map(
            static fn (array $pool): array => [
                'id' => (string)($pool['id'] ?? ''),
                'name' => (string)($pool['name'] ?? ''),
            ],
            array_values(array_filter((array)($alert['pools'] ?? []), 'is_array'))
        );
        return [
            'sentence' => $this->words->trouble($kind, $count),
            'pools' => $pools,
            'others' => max(0, $count - count($pools)),
        ];
    }

    /**
     * What the service says; nothing where it does not answer, which the line about the connection tells.
     *
     * @return list<array<string,mixed>>
     */
    private function alerts(): array
    {
        if (!$this->connection->isConnected() || $this->connection->problem() !== '') {
            return [];
        }
        return $this->alerts ??= $this->askService->execute('GET', '/alerts')->listOf('alerts');
    }
}
