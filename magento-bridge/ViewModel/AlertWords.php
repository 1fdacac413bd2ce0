<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use Magento\Framework\Phrase;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * What alerts, events and their deliveries are called. Nothing is escaped here: the templates do that.
 */
class AlertWords implements ArgumentInterface
{
    private const URGENT = ['pool.empty', 'pool.unavailable', 'pool.replenish_failed', 'pool.codes_refused'];

    /**
     * What an event is called in a list.
     *
     * @param mixed $type
     */
    public function event(mixed $type): string
    {
        return (string)match ($type) {
            'pool.low' => __('A pool is low'),
            'pool.empty' => __('A pool is empty'),
            'pool.unavailable' => __('A pool cannot hand out codes'),
            'pool.replenish_failed' => __('New codes cannot be made'),
            'pool.codes_refused' => __('The checkout would refuse codes'),
            'pool.codes_expiring' => __('Codes are about to expire'),
            'pool.recovered' => __('A pool is fine again'),
            'upload.completed' => __('An upload is done'),
            'upload.failed' => __('An upload failed'),
            'endpoint.off' => __('An event endpoint was switched off'),
            'store.late' => __('A Magento store does not call'),
            'store.back' => __('A Magento store calls again'),
            'code.redeemed' => __('A code was redeemed'),
            'mail.test' => __('Test mail'),
            'endpoint.test' => __('Test event'),
            default => is_string($type) ? $type : '',
        };
    }

    /**
     * What an alert means, for those who choose among them.
     *
     * @param mixed $kind
     */
    public function help(mixed $kind): string
    {
        return (string)match ($kind) {
            'pool.low' => __('It reached its low-water mark.'),
            'pool.empty' => __('Nothing is left, or its limit is reached.'),
            'pool.unavailable' => __('Its cart price rule or this shop does not work.'),
            'pool.replenish_failed' => __('The shop does not create the codes that a dynamic pool lacks.'),
            'pool.codes_refused' => __('Codes are not in the shop, or their cart price rule does not work.'),
            'pool.codes_expiring' => __('Within seven days, before anybody got them.'),
            'pool.recovered' => __('More than a tenth above its low-water mark, or able again to hand out codes.'),
            'upload.completed' => __('And what came of it.'),
            'upload.failed' => __('And why.'),
            'endpoint.off' => __('It did not answer for three days.'),
            'store.late' => __(
                'For an hour: no codes are made in it, its orders are not counted, and codes do not expire there.'
            ),
            'store.back' => __('What waited is being exchanged.'),
            default => '',
        };
    }

    /**
     * What is the matter with some pools, as the beginning of a sentence that names them.
     *
     * @param mixed $kind
     * @param int $count how many pools have it
     */
    public function trouble(mixed $kind, int $count): string
    {
        $isOne = $count === 1;
        return (string)match ($kind) {
            'pool.empty' => $isOne ? __('A pool is empty:') : __('%1 pools are empty:', $count),
            'pool.unavailable' => $isOne
                ? __('A pool cannot hand out codes:')
                : __('%1 pools cannot hand out codes:', $count),
            'pool.replenish_failed' => $isOne
                ? __('A pool lacks codes, and no new ones are made:')
                : __('%1 pools lack codes, and no new ones are made:', $count),
            'pool.codes_refused' => $isOne
                ? __('A pool holds codes that the checkout refuses:')
                : __('%1 pools hold codes that the checkout refuses:', $count),
            'pool.low' => $isOne ? __('A pool is low:') : __('%1 pools are low:', $count),
            'pool.codes_expiring' => $isOne
                ? __('Codes of a pool expire within a week:')
                : __('%1 pools have codes that expire within a week:', $count),
            default => is_string($kind) ? $kind . ':' : '',
        };
    }

    /**
     * Whether somebody should look at it now.
     *
     * @param mixed $kind
     */
    public function isUrgent(mixed $kind): bool
    {
        return in_array($kind, self::URGENT, true);
    }

    /**
     * How far a mail or an event is.
     *
     * @param mixed $state
     */
    public function state(mixed $state): string
    {
        return (string)match ($state) {
            'waiting' => __('Under way'),
            'sent' => __('Sent'),
            'delivered' => __('Delivered'),
            'failed' => __('Failed'),
            default => is_string($state) ? $state : '',
        };
    }

    /**
     * How an endpoint does.
     *
     * @param array<string,mixed> $endpoint
     */
    public function endpoint(array $endpoint): Phrase
    {
        if (($endpoint['offAt'] ?? null) !== null) {
            return ($endpoint['offReason'] ?? '') === 'gone'
                ? __('Switched off: it answered that it is gone (410).')
                : __('Switched off: every try of three days failed.');
        }
        return ($endpoint['failingSince'] ?? null) !== null ? __('Does not answer') : __('On');
    }
}
