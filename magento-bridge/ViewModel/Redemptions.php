<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Reply;
use Magento\Framework\Locale\CurrencyInterface;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * How many of a pool's codes were redeemed, how soon, and what the orders came to.
 */
class Redemptions implements ArgumentInterface
{
    private const HOUR_SECONDS = 3600;
    private const DAY_SECONDS = 86400;

    /** @var Reply|null */
    private ?Reply $reply = null;

    /**
     * Wires the page.
     *
     * @param PoolPage $page
     * @param AskService $askService
     * @param CurrencyInterface $currency
     */
    public function __construct(
        private readonly PoolPage $page,
        private readonly AskService $askService,
        private readonly CurrencyInterface $currency
    ) {
    }

    /**
     * Why there is nothing to show; empty where there is.
     */
    public function problem(): string
    {
        return $this->reply()->problem;
    }

    /**
     * The figures beside the money.
     *
     * @param Words $words
     * @return list<array{label: \Magento\Framework\Phrase,text: string}>
     */
    public function figures(Words $words): array
    {
        $told = $this->reply()->body;
        return [
            ['label' => __('Assigned'), 'text' => $words->count($told['assigned'] ?? null)],
            ['label' => __('Redeemed'), 'text' => $words->count($told['redeemed'] ?? null)],
            ['label' => __('Redemption Rate'), 'text' => $words->percent($told['percentRedeemed'] ?? null)],
            [
                'label' => __('Time to Redemption, Median'),
                'text' => $this->duration($told['medianSeconds'] ?? null, $words),
            ],
        ];
    }

    /**
     * What the orders came to, by currency.
     *
     * @param Words $words
     * @return list<array{currency: string,orders: string,revenue: string,discount: string}>
     */
    public function money(Words $words): array
    {
        $rows = [];
        foreach ($this->reply()->listOf('money') as $told) {
            $code = is_string($told['currency'] ?? null) ? $told['currency'] : '';
            $rows[] = [
                'currency' => $code === '' ? (string)__('Not told') : $code,
                'orders' => $words->count($told['orders'] ?? null),
                'revenue' => $this->amount($told['revenue'] ?? null, $code),
                'discount' => $this->amount($told['discount'] ?? null, $code),
            ];
        }
        return $rows;
    }

    /**
     * An amount as this shop writes it.
     *
     * @param mixed $amount a decimal
     * @param string $code of the currency; empty: not told
     */
    private function amount(mixed $amount, string $code): string
    {
        if (!is_numeric($amount)) {
            return '–';
        }
        $plain = number_format((float)$amount, 2);
        if ($code === '') {
            return $plain;
        }
        try {
            return (string)$this->currency->getCurrency($code)->toCurrency((float)$amount);
        } catch (\Exception) {
            // A currency that this installation does not know.
            return $plain;
        }
    }

    /**
     * How long something took.
     *
     * @param mixed $seconds
     * @param Words $words
     */
    private function duration(mixed $seconds, Words $words): string
    {
        if (!is_numeric($seconds)) {
            return '–';
        }
        $time = (float)$seconds;
        return (string)match (true) {
            $time < self::HOUR_SECONDS => __('%1 minutes', $words->count(round($time / 60))),
            $time < 2 * self::DAY_SECONDS => __('%1 hours', $words->count(round($time / self::HOUR_SECONDS, 1))),
            default => __('%1 days', $words->count(round($time / self::DAY_SECONDS, 1))),
        };
    }

    /**
     * The answer, asked for once.
     */
    private function reply(): Reply
    {
        return $this->reply ??= $this->page->id() === ''
            ? new Reply(404, [], (string)__('There is no such pool.'))
            : $this->askService->execute('GET', '/pools/' . $this->page->id() . '/redemptions');
    }
}
