<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\FormMemory;
use CouponPools\Bridge\Model\Admin\Reply;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * Who is told of what, by mail and by events, and what became of it.
 */
class AlertsPage implements ArgumentInterface
{
    /** Under which the form is remembered; no id of a pool looks like it. */
    public const FORM = 'form:alerts';

    private const MAILS_SHOWN = 15;

    /** @var array<string,Reply> */
    private array $replies = [];

    /** @var array{form: array<string,mixed>, problem: string, errors: array<string,string>}|null */
    private ?array $kept = null;

    /**
     * Wires the page.
     *
     * @param AskService $askService
     * @param FormMemory $formMemory
     */
    public function __construct(
        private readonly AskService $askService,
        private readonly FormMemory $formMemory
    ) {
    }

    /**
     * Why there is nothing to set; empty where there is.
     */
    public function problem(): string
    {
        return $this->ask('/alert-settings')->problem;
    }

    /**
     * Whether the service can send mail at all.
     */
    public function isMailOn(): bool
    {
        return ($this->ask('/alert-settings')->body['mail'] ?? '') === 'on';
    }

    /**
     * Whether there is somebody whom a test mail would reach.
     */
    public function hasRecipients(): bool
    {
        return $this->stored('recipients') !== [];
    }

    /**
     * The addresses, one per line: as they were entered where that was refused.
     */
    public function recipients(): string
    {
        $entered = $this->kept()['form']['recipients'] ?? null;
        return is_string($entered) ? mb_scrub($entered, 'UTF-8') : implode("\n", $this->stored('recipients'));
    }

    /**
     * The kinds of alerts that there are.
     *
     * @return list<string>
     */
    public function kinds(): array
    {
        return $this->stored('kinds');
    }

    /**
     * Whether mails of this kind are wanted.
     *
     * @param string $kind
     */
    public function isChosen(string $kind): bool
    {
        $entered = $this->kept()['form']['alerts'] ?? null;
        return in_array($kind, is_array($entered) ? $entered : $this->stored('alerts'), true);
    }

    /**
     * What was wrong with what was entered: sentences by the address, or by the field.
     *
     * @return array<string,string>
     */
    public function errors(): array
    {
        $kept = $this->kept();
        return $kept['errors'] !== [] || $kept['problem'] === '' ? $kept['errors'] : ['' => $kept['problem']];
    }

    /**
     * The latest mails.
     *
     * @return list<array<string,mixed>>
     */
    public function mails(): array
    {
        return $this->ask('/alert-mails', ['limit' => self::MAILS_SHOWN])->listOf('mails');
    }

    /**
     * The event endpoints, each with its newest deliveries.
     *
     * @return list<array<string,mixed>>
     */
    public function endpoints(): array
    {
        return $this->ask('/endpoints')->listOf('endpoints');
    }

    /**
     * The newest deliveries of an endpoint.
     *
     * @param array<string,mixed> $endpoint
     * @return list<array<string,mixed>>
     */
    public function deliveries(array $endpoint): array
    {
        $deliveries = $endpoint['deliveries'] ?? [];
        return is_array($deliveries) ? array_values(array_filter($deliveries, 'is_array')) : [];
    }

    /**
     * A list of the settings.
     *
     * @param string $name
     * @return list<string>
     */
    private function stored(string $name): array
    {
        $list = $this->ask('/alert-settings')->body[$name] ?? [];
        return is_array($list) ? array_values(array_filter($list, 'is_string')) : [];
    }

    /**
     * The form as it was refused, if it was.
     *
     * @return array{form: array<string,mixed>, problem: string, errors: array<string,string>}
     */
    private function kept(): array
    {
        return $this->kept ??= $this->formMemory->take(self::FORM);
    }

    /**
     * Asks the service, each question once; no further one where the first had no answer.
     *
     * @param string $path
     * @param array<string,scalar> $query
     */
    private function ask(string $path, array $query = []): Reply
    {
        foreach ($this->replies as $reply) {
            if ($reply->status === 0) {
                return $reply;
            }
        }
        return $this->replies[$path] ??= $this->askService->execute('GET', $path, null, $query);
    }
}
