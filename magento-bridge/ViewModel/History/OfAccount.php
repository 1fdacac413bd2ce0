<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel\History;

use CouponPools\Bridge\ViewModel\Words;
use Magento\Framework\Phrase;

/**
 * What happened to the account: its stores, templates, settings, API clients and endpoints.
 */
class OfAccount implements TellerInterface
{
    /**
     * Wires the parts.
     *
     * @param Words $words
     */
    public function __construct(private readonly Words $words)
    {
    }

    /**
     * @inheritDoc
     */
    public function sentence(string $verb, Detail $detail): ?Phrase
    {
        $name = $detail->text('name');
        $host = $detail->text('host');
        $domain = $detail->text('domain');
        return match ($verb) {
            'store.connected' => __('Store %1 connected', $domain),
            'store.disconnected' => __('Store %1 disconnected', $domain),
            'store.copy_refused' => __('A copy of the shop %1 at %2 was refused', $domain, $detail->text('address')),
            'store.moved' => __('Shop %1 moved to %2', $domain, $detail->text('address')),
            'store.restored' => __(
                'The database of %1 was restored from a backup: codes that are created in it again: %2',
                $domain,
                $detail->number('codes')
            ),
            'store.orders_connected' => __('Orders of %1 are read, to count redeemed codes', $domain),
            'store.orders_disconnected' => __('Orders of %1 are no longer read', $domain),
            'store.link_code_made' => __('Link code made for connecting a Magento store'),
            'account.broadcast_enabled' => __('Broadcast campaigns allowed'),
            'account.broadcast_disabled' => __('Broadcast campaigns no longer allowed'),
            'account.time_zone_changed' => __('Time zone set to %1', $detail->text('timeZone')),
            'account.alerts_changed' => __(
                'Alerts changed: addresses: %1, kinds: %2',
                $detail->number('recipients'),
                $detail->number('alerts')
            ),
            'api_client.created' => __('API client %1 created', $name),
            'api_client.rotated' => __(
                'New secret for API client %1; the old one works until %2',
                $name,
                $this->words->time($detail->text('until'))
            ),
            'api_client.revoked' => __('API client %1 revoked', $name),
            'endpoint.created' => __('Event endpoint at %1 added', $host),
            'endpoint.removed' => __('Event endpoint at %1 removed', $host),
            'endpoint.on' => __('Event endpoint at %1 switched on again', $host),
            'endpoint.off' => __('Event endpoint at %1 switched off: it does not answer', $host),
            'template.created' => __('Template %1 created', $name),
            'template.edited' => __('Template %1 edited', $name),
            'template.offer_restored' => __(
                'Changes made in the shop to discounts of template %1 are taken back',
                $name
            ),
            'template.archived' => __('Template %1 archived', $name),
            'template.unarchived' => __('Template %1 restored from the archive', $name),
            default => null,
        };
    }
}
