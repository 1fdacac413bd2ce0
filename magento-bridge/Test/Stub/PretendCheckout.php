<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use CouponPools\Bridge\Model\Redemption\PatchLevel;
use CouponPools\Bridge\Plugin\EnforceExpiry;
use CouponPools\Bridge\Plugin\ReleaseUseOfFailedSubmit;
use Magento\Framework\Exception\LocalizedException;
use Magento\Framework\Exception\NoSuchEntityException;
use Magento\Framework\Phrase;
use Magento\Framework\Stdlib\DateTime\TimezoneInterface;
use Magento\Quote\Model\Quote;
use Magento\Quote\Model\Quote\Address;
use Magento\Quote\Model\QuoteManagement;
use Magento\Sales\Model\Order;
use Magento\SalesRule\Model\Rule;
use Magento\SalesRule\Model\Utility;

/**
 * Places and cancels orders in Magento's order of events. On an old patch level a use is counted by a queue that
 * somebody has to run; on a new one at once.
 */
class PretendCheckout
{
    public function __construct(
        private readonly PdoAdapter $adapter,
        private readonly Container $container,
        private readonly PretendEvents $events,
        private readonly PretendClock $clock
    ) {
    }

    /**
     * Applies a code to a cart: what Magento checks, and then the module's plugin.
     *
     * @return array<string,mixed> the coupon
     */
    public function apply(string $code): array
    {
        $row = $this->adapter->fetchRow(
            $this->adapter->select()
                ->from(
                    ['c' => 'salesrule_coupon'],
                    ['coupon_id', 'rule_id', 'code', 'usage_limit', 'times_used', 'type']
                )
                ->join(
                    ['r' => 'salesrule'],
                    'r.rule_id = c.rule_id',
                    ['is_active', 'coupon_type', 'use_auto_generation', 'from_date', 'to_date']
                )
                ->where('c.code = ?', $code)
        );
        if (!$row || !$this->works($row) || !$this->passesPlugin($code, $row)) {
            throw $this->invalid();
        }
        return $row;
    }

    /**
     * @param array{total?:float,discount?:float,fail?:bool,failBefore?:bool,quoteId?:int} $options
     */
    public function place(string $code, array $options = []): Order
    {
        if ($code !== '') {
            $this->apply($code);
        }
        $quoteId = (int)($options['quoteId'] ?? random_int(1, 2_000_000_000));
        $number = sprintf('%09d', $quoteId);
        $quote = new Quote(['entity_id' => $quoteId, 'coupon_code' => $code, 'reserved_order_id' => $number]);
        $submit = fn (Quote $quote): Order => $this->submit($quote, $options);
        return $this->container->get(ReleaseUseOfFailedSubmit::class)
            ->aroundSubmit(new QuoteManagement(), $submit, $quote);
    }

    /**
     * Sends one quote to several addresses, as Magento's multishipping does: no submit, and no use is counted.
     *
     * @return Order[]
     */
    public function placeToAddresses(string $code, int $addresses, int $quoteId): array
    {
        $this->apply($code);
        $quote = new Quote(['entity_id' => $quoteId, 'coupon_code' => $code]);
        $orders = [];
        for ($address = 1; $address <= $addresses; $address++) {
            $order = new Order([
                'increment_id' => $quoteId . '-' . $address, 'quote_id' => $quoteId, 'coupon_code' => $code,
                'state' => Order::STATE_NEW, 'grand_total' => 40.0, 'discount_amount' => -4.0,
                'order_currency_code' => 'EUR',
            ]);
            $this->events->dispatch(
                'checkout_type_multishipping_create_orders_single',
                ['order' => $order, 'quote' => $quote]
            );
            $orders[] = $order;
        }
        foreach ($orders as $order) {
            $times = ['created_at' => $this->now(), 'updated_at' => $this->now()];
            $this->adapter->insert('sales_order', $order->getData() + $times);
            $order->setData('entity_id', $this->adapter->lastInsertId());
            $this->events->dispatch('sales_order_save_commit_after', ['order' => $order]);
        }
        return $orders;
    }

    public function cancel(int $orderId): void
    {
        $row = $this->adapter->fetchRow(
            $this->adapter->select()->from('sales_order')->where('entity_id = ?', $orderId)
        );
        if (!$row || $row['state'] === Order::STATE_CANCELED) {
            throw new LocalizedException(new Phrase('We can\'t cancel this order.'));
        }
        $row = ['state' => Order::STATE_CANCELED, 'updated_at' => $this->now()] + $row;
        $this->adapter->update(
            'sales_order',
            ['state' => $row['state'], 'updated_at' => $row['updated_at']],
            ['entity_id = ?' => $orderId]
        );
        $this->adapter->exec(
            'UPDATE salesrule_coupon SET times_used = times_used - 1 WHERE times_used > 0 AND '
            . $this->adapter->quoteInto('code = ?', (string)$row['coupon_code'])
        );
        $this->events->dispatch('sales_order_save_commit_after', ['order' => new Order($row)]);
    }

    /**
     * Runs the queue that counts uses on an old patch level.
     */
    public function runQueue(): int
    {
        $messages = $this->adapter->fetchAll('SELECT message_id, coupon_id, step FROM pretend_queue');
        foreach ($messages as $message) {
            $this->count((int)$message['coupon_id']);
            $this->adapter->delete('pretend_queue', ['message_id = ?' => (int)$message['message_id']]);
        }
        return count($messages);
    }

    /**
     * @param array{total?:float,discount?:float,fail?:bool,failBefore?:bool,quiet?:bool,edits?:string} $options
     */
    private function submit(Quote $quote, array $options): Order
    {
        $code = (string)$quote->getData('coupon_code');
        $order = new Order([
            'increment_id' => $quote->getData('reserved_order_id'),
            'quote_id' => $quote->getId(),
            'coupon_code' => $code === '' ? null : $code,
            'state' => Order::STATE_NEW,
            'grand_total' => $options['total'] ?? 80.0,
            'discount_amount' => -abs($options['discount'] ?? 8.0),
            'order_currency_code' => 'EUR',
        ]);
        $edited = new Order($order->getData() + ['relation_parent_real_id' => $options['edits'] ?? null]);
        $this->events->dispatch('sales_model_service_quote_submit_before', ['order' => $edited, 'quote' => $quote]);
        if (!empty($options['failBefore'])) {
            throw new LocalizedException(new Phrase('Another observer stopped the order.'));
        }
        $this->adapter->beginTransaction();
        try {
            $coupon = $code === '' ? null : $this->useCoupon($code);
            $times = ['created_at' => $this->now(), 'updated_at' => $this->now()];
            $this->adapter->insert('sales_order', $order->getData() + $times);
            $order->setData('entity_id', $this->adapter->lastInsertId());
            if (!empty($options['fail'])) {
                throw new LocalizedException(new Phrase('The payment was refused.'));
            }
            $this->adapter->commit();
        } catch (\Throwable $throwable) {
            $this->adapter->rollBack();
            throw $throwable;
        }
        if ($coupon !== null && $this->isOld()) {
            $this->adapter->insert('pretend_queue', ['coupon_id' => $coupon, 'step' => 1]);
        }
        if (empty($options['quiet'])) {
            $this->events->dispatch('sales_order_save_commit_after', ['order' => $order]);
        }
        return $order;
    }

    /**
     * On a new patch level the use is counted under a lock; here the transaction is the lock.
     */
    private function useCoupon(string $code): ?int
    {
        $coupon = $this->adapter->fetchRow(
            $this->adapter->select()
                ->from('salesrule_coupon', ['coupon_id', 'usage_limit', 'times_used'])
                ->where('code = ?', $code)
        );
        if (!$coupon) {
            throw $this->invalid();
        }
        if (!$this->isOld()) {
            if ($coupon['usage_limit'] && $coupon['times_used'] >= $coupon['usage_limit']) {
                throw $this->invalid();
            }
            $this->count((int)$coupon['coupon_id']);
        }
        return (int)$coupon['coupon_id'];
    }

    private function count(int $couponId): void
    {
        $this->adapter->exec('UPDATE salesrule_coupon SET times_used = times_used + 1 WHERE coupon_id = ' . $couponId);
    }

    private function isOld(): bool
    {
        return $this->container->get(PatchLevel::class)->needsGuard();
    }

    /**
     * @param array<string,mixed> $row
     */
    private function works(array $row): bool
    {
        $today = $this->container->get(TimezoneInterface::class)->date()->format('Y-m-d');
        return (int)$row['is_active'] === 1
            && (int)$row['coupon_type'] === Rule::COUPON_TYPE_SPECIFIC
            && (int)$row['use_auto_generation'] === (int)$row['type']
            && ($row['from_date'] === null || $row['from_date'] <= $today)
            && ($row['to_date'] === null || $row['to_date'] >= $today)
            && (!$row['usage_limit'] || $row['times_used'] < $row['usage_limit']);
    }

    /**
     * @param array<string,mixed> $row
     */
    private function passesPlugin(string $code, array $row): bool
    {
        $rule = new Rule(['rule_id' => (int)$row['rule_id'], 'coupon_type' => (int)$row['coupon_type']]);
        $address = new Address(['quote' => new Quote(['coupon_code' => $code])]);
        $utility = new Utility();
        return $this->container->get(EnforceExpiry::class)
            ->afterCanProcessRule($utility, $utility->canProcessRule($rule, $address), $rule, $address);
    }

    private function invalid(): NoSuchEntityException
    {
        return new NoSuchEntityException(new Phrase("The coupon code isn't valid. Verify the code and try again."));
    }

    private function now(): string
    {
        return gmdate('Y-m-d H:i:s', $this->clock->now());
    }
}
