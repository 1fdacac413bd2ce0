<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

use Magento\Framework\Stdlib\DateTime\TimezoneInterface;

/**
 * Turns the description of a new cart price rule, as the form sent it, into an offer in the words of the service.
 * The service checks it, and says what Magento cannot express.
 */
class MapOffer
{
    /**
     * Wires the parts.
     *
     * @param TimezoneInterface $timezone
     */
    public function __construct(private readonly TimezoneInterface $timezone)
    {
    }

    /**
     * The offer.
     *
     * @param array<string,mixed> $form
     * @return array<string,mixed>
     */
    public function execute(array $form): array
    {
        $startsAt = $this->instant($this->text($form, 'startsOn'), '00:00:00');
        return [
            'reward' => $this->reward($form),
            'minimum' => $this->minimum($form),
            'customers' => ['kind' => 'all'],
            'usesPerCode' => $this->text($form, 'usesPerCode') === '' ? null : $this->text($form, 'usesPerCode'),
            'oncePerCustomer' => $this->text($form, 'oncePerCustomer') === '1',
            'startsAt' => $startsAt ?? $this->instant($this->timezone->date()->format('Y-m-d'), '00:00:00'),
            'endsAt' => $this->instant($this->text($form, 'endsOn'), '23:59:59'),
        ];
    }

    /**
     * What it is worth.
     *
     * @param array<string,mixed> $form
     * @return array<string,mixed>
     */
    private function reward(array $form): array
    {
        $kind = $this->text($form, 'kind');
        if ($kind === 'free_shipping') {
            return ['kind' => 'free_shipping', 'countries' => null, 'maximumRate' => null];
        }
        $worth = $this->decimal($form, 'worth');
        $value = $kind === 'percentage'
            ? ['kind' => 'percentage', 'percent' => $worth]
            : ['kind' => 'amount', 'amount' => $worth, 'eachItem' => $kind === 'amount_each'];
        return ['kind' => 'amount_off', 'value' => $value, 'items' => $this->items($form)];
    }

    /**
     * A number with a fraction, written with a point or, as in most of Europe, with a comma.
     *
     * What is none stays as it was entered.
     *
     * @param array<string,mixed> $form
     * @param string $field
     */
    private function decimal(array $form, string $field): string
    {
        return preg_replace('/^(\d+),(\d{1,2})$/D', '$1.$2', $this->text($form, $field)) ?? '';
    }

    /**
     * What it applies to.
     *
     * @param array<string,mixed> $form
     * @return array<string,mixed>
     */
    private function items(array $form): array
    {
        $kind = $this->text($form, 'items');
        if ($kind !== 'products' && $kind !== 'collections') {
            return ['kind' => 'all'];
        }
        $ids = preg_split('/\s*[,;\r\n]\s*/', $this->text($form, 'ids'), -1, PREG_SPLIT_NO_EMPTY) ?: [];
        return ['kind' => $kind, 'ids' => array_values(array_unique($ids))];
    }

    /**
     * What has to be in the cart.
     *
     * @param array<string,mixed> $form
     * @return array<string,mixed>
     */
    private function minimum(array $form): array
    {
        $kind = $this->text($form, 'minimum');
        return match ($kind) {
            'subtotal' => ['kind' => 'subtotal', 'amount' => $this->decimal($form, 'minimumValue')],
            'quantity' => ['kind' => 'quantity', 'quantity' => $this->text($form, 'minimumValue')],
            default => ['kind' => 'none'],
        };
    }

    /**
     * A day of the shop's calendar as an instant; what is no day stays as it is, for the service to refuse.
     *
     * @param string $day
     * @param string $time
     */
    private function instant(string $day, string $time): ?string
    {
        if ($day === '') {
            return null;
        }
        $zone = new \DateTimeZone($this->timezone->getConfigTimezone() ?: 'UTC');
        $moment = \DateTimeImmutable::createFromFormat('!Y-m-d H:i:s', $day . ' ' . $time, $zone);
        return $moment === false
            ? $day
            : $moment->setTimezone(new \DateTimeZone('UTC'))->format('Y-m-d\TH:i:s\Z');
    }

    /**
     * A field of the form, trimmed.
     *
     * @param array<string,mixed> $form
     * @param string $field
     */
    private function text(array $form, string $field): string
    {
        $value = $form[$field] ?? '';
        return is_scalar($value) ? trim((string)$value) : '';
    }
}
