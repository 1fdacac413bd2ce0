<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use CouponPools\Bridge\Api\ServiceClientInterface;
use CouponPools\Bridge\Cron\CleanUp as CleanUpCron;
use CouponPools\Bridge\Cron\Exchange;
use CouponPools\Bridge\Cron\Sweep;
use CouponPools\Bridge\Model\Check\RunChecks;
use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Exchange\ExchangeState;
use CouponPools\Bridge\Model\Exchange\RunExchange;
use CouponPools\Bridge\Model\Inbox\InboxTable;
use CouponPools\Bridge\Model\Link\LinkShop;
use CouponPools\Bridge\Model\Link\UnlinkShop;
use CouponPools\Bridge\Model\Outbox\OutboxTable;
use CouponPools\Bridge\Model\Service\ServiceAnswer;
use Magento\Framework\Exception\LocalizedException;
use Magento\SalesRule\Model\Data\Rule;

/**
 * Does what a line of JSON says, on a pretend shop.
 */
class Harness
{
    public function __construct(private readonly PretendMagento $shop)
    {
    }

    /**
     * One command, one answer, both JSON.
     */
    public function answer(string $line): string
    {
        try {
            $command = json_decode($line, true, 64, JSON_THROW_ON_ERROR);
            $answer = ['ok' => true, 'result' => $this->execute((string)($command['do'] ?? ''), $command)];
        } catch (\Throwable $throwable) {
            $answer = ['ok' => false, 'error' => $throwable->getMessage(), 'type' => $throwable::class];
        }
        if ($this->shop->logger->messages !== []) {
            $answer['log'] = $this->shop->logger->messages;
            $this->shop->logger->messages = [];
        }
        return json_encode($answer, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE);
    }

    /**
     * @param array<string,mixed> $command
     */
    private function execute(string $do, array $command): mixed
    {
        $shop = $this->shop;
        return match ($do) {
            // The configuration page: {"values": {path: value}}.
            'configure' => $shop->configure($command['values']),
            // The link form: {"code": "…"}.
            'link' => $shop->get(LinkShop::class)->execute((string)($command['code'] ?? '')),
            'unlink' => $shop->get(UnlinkShop::class)->execute(),
            // bin/magento coupon-pools:sync, and coupon-pools:check.
            'sync' => $shop->get(RunExchange::class)->execute((int)($command['seconds'] ?? 0)),
            'check' => $shop->get(RunChecks::class)->execute(),
            // The three cron jobs; a tick takes as long as coupon_pools/exchange/seconds says.
            'tick' => $shop->get(Exchange::class)->execute(),
            'sweep' => $shop->get(Sweep::class)->execute(),
            'cleanUp' => $shop->get(CleanUpCron::class)->execute(),
            // {"code", "total", "discount"}, "fail": the payment is refused, "failBefore": before the order is saved,
            // "quiet": no observer hears of it.
            'order' => $this->order($command),
            'orders' => $this->orders($command),
            'cancel' => $shop->checkout->cancel((int)$command['orderId']),
            'apply' => $shop->checkout->apply((string)$command['code'])['code'],
            // The queue in which an old patch level counts uses.
            'runQueue' => $shop->checkout->runQueue(),
            // {"fields": {…}} in the names of Magento's REST interface.
            'createRule' => $shop->createRule($command['fields'] ?? []),
            'editRule' => $this->editRule((int)$command['rule'], $command['fields']),
            'deleteRule' => $shop->rules->deleteById((int)$command['rule']),
            'rules' => $shop->adapter->fetchAll('SELECT rule_id, data FROM salesrule ORDER BY rule_id'),
            // Somebody else's coupon: {"rule", "code"}.
            'createCoupon' => $shop->createCoupon((int)$command['rule'], (string)$command['code']),
            'coupons' => $this->coupons($command),
            // Any signed call of an admin page: {"method", "path", "body", "query"}.
            'call' => $this->call($command),
            // A file, read to its end: {"path", "query"}.
            'download' => $this->download($command),
            'state' => $this->state(),
            // Rows of one of the module's tables: {"name": "coupon_pools_outbox"}.
            'table' => $this->table((string)$command['name']),
            'revive' => $this->revive((string)$command['queue'], (int)$command['entryId']),
            // {"version": "2.4.6-p11"}; {"seconds": 400} ahead.
            'version' => $shop->store->version = (string)$command['version'],
            'clock' => $shop->clock->shift((int)$command['seconds']),
            // The module was disabled, Magento's setup was run, and the module enabled again.
            'loseTables' => (new Schema())->loseTables($shop->adapter),
            // The process is killed before its n-th statement from now on; null: not any more.
            'dieAfter' => $shop->adapter->dieAfter($command['statements'] ?? null),
            'memory' => ['bytes' => memory_get_usage(), 'peak' => memory_get_peak_usage()],
            default => throw new \InvalidArgumentException('There is no command "' . $do . '".'),
        };
    }

    /**
     * @param array<string,mixed> $command
     * @return array<string,mixed>
     */
    private function order(array $command): array
    {
        $order = $this->shop->checkout->place((string)($command['code'] ?? ''), $command);
        return ['orderId' => (int)$order->getEntityId(), 'orderNumber' => $order->getIncrementId()];
    }

    /**
     * Many orders, one for each code; refused ones are told by their code.
     *
     * @param array<string,mixed> $command
     * @return array{orders:array<string,int>,refused:array<string,string>}
     */
    private function orders(array $command): array
    {
        $orders = [];
        $refused = [];
        foreach ($command['codes'] as $code) {
            try {
                $order = $this->shop->checkout->place((string)$code, $command);
                $orders[(string)$code] = (int)$order->getEntityId();
            } catch (LocalizedException $exception) {
                $refused[(string)$code] = $exception->getMessage();
            }
        }
        return ['orders' => $orders, 'refused' => $refused];
    }

    /**
     * @param array<string,mixed> $fields
     */
    private function editRule(int $ruleId, array $fields): int
    {
        $this->shop->rules->getById($ruleId);
        return (int)$this->shop->rules->save(new Rule(['rule_id' => $ruleId] + $fields))->getRuleId();
    }

    /**
     * Coupons, by their codes, or of a rule, or all; counted, or listed up to a limit. "newest": ours, backwards.
     *
     * @param array<string,mixed> $command
     * @return array<int,array<string,mixed>>|int
     */
    private function coupons(array $command): array|int
    {
        $isCount = !empty($command['count']);
        $select = $this->shop->adapter->select()
            ->from(['c' => 'salesrule_coupon'], $isCount
                ? ['COUNT(*)']
                : ['coupon_id', 'rule_id', 'code', 'usage_limit', 'usage_per_customer', 'times_used', 'type'])
            ->joinLeft(
                ['o' => 'coupon_pools_code'],
                'o.coupon_id = c.coupon_id',
                $isCount ? [] : ['instruction_id', 'expires_at']
            );
        if (isset($command['codes'])) {
            $select->where('c.code IN (?)', $command['codes']);
        }
        if (isset($command['rule'])) {
            $select->where('c.rule_id = ?', (int)$command['rule']);
        }
        if (!empty($command['newest'])) {
            $select->where('o.coupon_id IS NOT NULL')->order('c.coupon_id DESC');
        }
        return $isCount
            ? (int)$this->shop->adapter->fetchOne($select)
            : $this->shop->adapter->fetchAll($select->limit((int)($command['limit'] ?? 1000)));
    }

    /**
     * @param array<string,mixed> $command
     */
    private function call(array $command): ServiceAnswer
    {
        return $this->shop->get(ServiceClientInterface::class)->send(
            (string)($command['method'] ?? 'GET'),
            (string)$command['path'],
            $command['body'] ?? null,
            $command['query'] ?? []
        );
    }

    /**
     * How long a file is, how it begins and ends, and what it took.
     *
     * @param array<string,mixed> $command
     * @return array{lines: int, head: string, tail: string, peakBytes: int}
     */
    private function download(array $command): array
    {
        $stream = $this->shop->get(ServiceClientInterface::class)
            ->download((string)$command['path'], $command['query'] ?? []);
        [$lines, $head, $tail] = [0, '', ''];
        while (!$stream->eof()) {
            $piece = $stream->read(65536);
            $lines += substr_count($piece, "\n");
            $head = $head === '' ? substr($piece, 0, 200) : $head;
            $tail = substr($tail . $piece, -200);
        }
        $stream->close();
        return ['lines' => $lines, 'head' => $head, 'tail' => $tail, 'peakBytes' => memory_get_peak_usage()];
    }

    /**
     * @return array<string,mixed>
     */
    private function state(): array
    {
        $outbox = $this->shop->get(OutboxTable::class);
        $inbox = $this->shop->get(InboxTable::class);
        $config = $this->shop->get(Config::class);
        return [
            'connected' => $config->isConnected(),
            'account' => $config->accountName(),
            'installationId' => $config->installationId(),
            'outbox' => $this->counts($outbox, ['new', 'retry', 'sent', 'dead']),
            'inbox' => $this->counts($inbox, ['received', 'done', 'failed', 'dead']),
            'untold' => count($inbox->untold(1000)),
            'coupons' => (int)$this->shop->adapter->fetchOne('SELECT COUNT(*) FROM salesrule_coupon'),
            'ours' => (int)$this->shop->adapter->fetchOne('SELECT COUNT(*) FROM coupon_pools_code'),
            'uses' => (int)$this->shop->adapter->fetchOne('SELECT COUNT(*) FROM coupon_pools_use'),
            'orders' => (int)$this->shop->adapter->fetchOne('SELECT COUNT(*) FROM sales_order'),
            'exchange' => $this->shop->get(ExchangeState::class)->read(),
        ];
    }

    /**
     * @param string[] $statuses
     * @return array<string,int>
     */
    private function counts(OutboxTable|InboxTable $table, array $statuses): array
    {
        $counts = [];
        foreach ($statuses as $status) {
            $counts[$status] = $table instanceof OutboxTable ? $table->count([$status]) : $table->count($status);
        }
        return $counts;
    }

    /**
     * @return array<int,array<string,mixed>>
     */
    private function table(string $name): array
    {
        if (preg_match('/^(coupon_pools|sales|core|flag)[a-z_]*$/', $name) !== 1) {
            throw new \InvalidArgumentException('There is no table "' . $name . '".');
        }
        return $this->shop->adapter->fetchAll('SELECT * FROM ' . $name);
    }

    private function revive(string $queue, int $entryId): bool
    {
        return $queue === 'inbox'
            ? $this->shop->get(InboxTable::class)->revive($entryId)
            : $this->shop->get(OutboxTable::class)->revive($entryId);
    }
}
