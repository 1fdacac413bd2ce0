<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Admin\FormatNumber;
use CouponPools\Bridge\Model\Service\TranslateSentence;
use CouponPools\Bridge\Ui\Listing\PoolStatuses;
use CouponPools\Bridge\Ui\Listing\PoolTypes;
use Magento\Framework\Stdlib\DateTime\TimezoneInterface;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * How the pages write numbers, times and states. Nothing is escaped here: the templates do that.
 */
class Words implements ArgumentInterface
{
    private const SIZES = ['B', 'KB', 'MB', 'GB'];

    /**
     * Wires the page.
     *
     * @param TimezoneInterface $timezone
     * @param PoolTypes $poolTypes
     * @param PoolStatuses $poolStatuses
     * @param FormatNumber $formatNumber
     * @param TranslateSentence $translateSentence
     */
    public function __construct(
        private readonly TimezoneInterface $timezone,
        private readonly PoolTypes $poolTypes,
        private readonly PoolStatuses $poolStatuses,
        private readonly FormatNumber $formatNumber,
        private readonly TranslateSentence $translateSentence
    ) {
    }

    /**
     * An instant of the service in the shop's time zone; empty where there is none.
     *
     * @param mixed $instant ISO 8601
     */
    public function time(mixed $instant): string
    {
        if (!is_string($instant) || $instant === '') {
            return '';
        }
        try {
            // Magento takes a time for the shop's own unless its zone is called UTC; "Z" is not.
            $moment = (new \DateTime($instant))->setTimezone(new \DateTimeZone('UTC'));
        } catch (\Exception) {
            return $instant;
        }
        return (string)$this->timezone->formatDateTime($moment, \IntlDateFormatter::MEDIUM, \IntlDateFormatter::SHORT);
    }

    /**
     * A number of things.
     *
     * @param mixed $count
     * @param string $none what stands where there is no number
     */
    public function count(mixed $count, string $none = '–'): string
    {
        return is_numeric($count) ? $this->formatNumber->execute((float)$count) : $none;
    }

    /**
     * A percentage, or a dash.
     *
     * @param mixed $percent
     */
    public function percent(mixed $percent): string
    {
        return is_numeric($percent) ? $this->formatNumber->execute((float)$percent) . ' %' : '–';
    }

    /**
     * The size of a file.
     *
     * @param mixed $bytes
     */
    public function bytes(mixed $bytes): string
    {
        $size = is_numeric($bytes) ? (float)$bytes : 0.0;
        $step = 0;
        while ($size >= 1000 && $step < count(self::SIZES) - 1) {
            $size /= 1000;
            $step++;
        }
        return $this->formatNumber->execute(round($size, $step === 0 ? 0 : 1)) . ' ' . self::SIZES[$step];
    }

    /**
     * The type of a pool.
     *
     * @param mixed $type
     */
    public function type(mixed $type): string
    {
        return $this->label($this->poolTypes->toOptionArray(), $type);
    }

    /**
     * The state of a pool.
     *
     * @param mixed $status
     */
    public function status(mixed $status): string
    {
        return $this->label($this->poolStatuses->toOptionArray(), $status);
    }

    /**
     * Magento's own colours for a state.
     *
     * @param mixed $status of a pool or an upload
     */
    public function severity(mixed $status): string
    {
        return match ($status) {
            'active', 'completed' => 'grid-severity-notice',
            'empty', 'unavailable', 'failed' => 'grid-severity-critical',
            default => 'grid-severity-minor',
        };
    }

    /**
     * Why a pool is unavailable or its codes cannot be looked up, as a sentence.
     *
     * @param mixed $reason
     */
    public function reason(mixed $reason): string
    {
        return (string)match ($reason) {
            'disconnected' => __('The shop is not connected.'),
            'reconnect_needed' => __('The shop has to be connected again.'),
            'discount_scheduled' => __('The cart price rule has not begun yet.'),
            'discount_inactive' => __('The cart price rule is switched off or cannot be used for this pool any more.'),
            'discount_ended' => __('The cart price rule has ended.'),
            'discount_deleted' => __('The cart price rule was deleted.'),
            'scopes_missing' => __('The app lacks a permission in its Shopify store.'),
            'shop_frozen' => __('The Shopify store is frozen.'),
            'store_full' => __('The store is full of codes.'),
            default => match (true) {
                !is_string($reason) => '',
                // A sentence of the service; what stands in it may have a name with such a line.
                str_contains($reason, ' ') => $this->sentence($reason),
                default => str_replace('_', ' ', $reason),
            },
        };
    }

    /**
     * What the service says, in the language of the admin; empty where it says nothing.
     *
     * @param mixed $said
     */
    public function sentence(mixed $said): string
    {
        return is_string($said) ? $this->translateSentence->execute($said) : '';
    }

    /**
     * When a pool will run dry, as a sentence; empty where there is nothing to say.
     *
     * @param mixed $forecast as the service tells it
     */
    public function forecast(mixed $forecast): string
    {
        $told = is_array($forecast) ? $forecast : [];
        $likely = $this->time($told['at'] ?? null);
        $earliest = $this->time($told['earliest'] ?? null);
        $latest = $this->time($told['latest'] ?? null);
        return (string)match ($told['kind'] ?? null) {
            'unknown' => __('Used for too short a time to say when it will run dry.'),
            'later' => __('Will probably not run dry within 90 days.'),
            'soon' => $latest === ''
                ? __('Will probably run dry on %1, not before %2.', $likely, $earliest)
                : __('Will probably run dry on %1, between %2 and %3.', $likely, $earliest, $latest),
            default => '',
        };
    }

    /**
     * The state of a code after a claim.
     *
     * @param mixed $state
     */
    public function state(mixed $state): string
    {
        return (string)match ($state) {
            'assigned' => __('Assigned'),
            'redeemed' => __('Redeemed'),
            'expired' => __('Expired'),
            'released' => __('Released'),
            'void' => __('Void'),
            'fallback' => __('Fixed code'),
            'kept' => __('Kept'),
            default => is_string($state) ? str_replace('_', ' ', $state) : '',
        };
    }

    /**
     * The state of an upload.
     *
     * @param mixed $status
     */
    public function upload(mixed $status): string
    {
        return (string)match ($status) {
            'arriving', 'receiving' => __('Arriving'),
            'draft' => __('Waiting to be confirmed'),
            'queued' => __('Waiting'),
            'reading' => __('Reading the file'),
            'merging' => __('Adding the codes'),
            'completed' => __('Completed'),
            'failed' => __('Failed'),
            'undoing' => __('Being undone'),
            'undone' => __('Undone'),
            default => is_string($status) ? $status : '',
        };
    }

    /**
     * The label of a value; the value itself where it has none.
     *
     * @param array<int,array<string,mixed>> $options each with its value and its label
     * @param mixed $value
     */
    private function label(array $options, mixed $value): string
    {
        foreach ($options as $option) {
            if ($option['value'] === $value) {
                return (string)$option['label'];
            }
        }
        return is_string($value) ? $value : '';
    }
}
