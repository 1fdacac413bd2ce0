<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

/**
 * Whatever the history tells has words of the module's own, which can be translated.
 */
class HistoryWordsTest extends AdminTestCase
{
    /** By verb, as the service's history has it; the service's tests see to it that none is missing. */
    private const SENTENCES = [
        'store.connected' => [['domain' => 'main'], 'Store main connected'],
        'store.disconnected' => [['domain' => 'main'], 'Store main disconnected'],
        'store.copy_refused' => [
            ['domain' => 'main', 'address' => 'staging.a.com'],
            'A copy of the shop main at staging.a.com was refused',
        ],
        'store.moved' => [['domain' => 'main', 'address' => 'b.com'], 'Shop main moved to b.com'],
        'store.restored' => [
            ['domain' => 'main', 'codes' => 1700],
            'The database of main was restored from a backup: codes that are created in it again: 1,700',
        ],
        'store.orders_connected' => [['domain' => 'a.com'], 'Orders of a.com are read, to count redeemed codes'],
        'store.orders_disconnected' => [['domain' => 'a.com'], 'Orders of a.com are no longer read'],
        'store.link_code_made' => [[], 'Link code made for connecting a Magento store'],
        'store.erased' => [[], "A store's data was erased, 48 hours after the app was removed from it"],
        'account.broadcast_enabled' => [[], 'Broadcast campaigns allowed'],
        'account.broadcast_disabled' => [[], 'Broadcast campaigns no longer allowed'],
        'account.time_zone_changed' => [['timeZone' => 'Europe/Berlin'], 'Time zone set to Europe/Berlin'],
        'api_client.created' => [['name' => 'Mailer'], 'API client Mailer created'],
        'api_client.rotated' => [
            ['name' => 'Mailer', 'until' => '2026-11-23T09:00:00Z'],
            'New secret for API client Mailer; the old one works until 2026-11-23 10:00',
        ],
        'api_client.revoked' => [['name' => 'Mailer'], 'API client Mailer revoked'],
        'account.alerts_changed' => [
            ['recipients' => 1, 'alerts' => 12],
            'Alerts changed: addresses: 1, kinds: 12',
        ],
        'endpoint.created' => [['host' => 'a.com'], 'Event endpoint at a.com added'],
        'endpoint.removed' => [['host' => 'a.com'], 'Event endpoint at a.com removed'],
        'endpoint.on' => [['host' => 'a.com'], 'Event endpoint at a.com switched on again'],
        'endpoint.off' => [['host' => 'a.com'], 'Event endpoint at a.com switched off: it does not answer'],
        'template.created' => [['name' => 'Ten'], 'Template Ten created'],
        'template.edited' => [['name' => 'Ten'], 'Template Ten edited'],
        'template.offer_restored' => [
            ['name' => 'Ten'],
            'Changes made in the shop to discounts of template Ten are taken back',
        ],
        'template.archived' => [['name' => 'Ten'], 'Template Ten archived'],
        'template.unarchived' => [['name' => 'Ten'], 'Template Ten restored from the archive'],
        'pool.created' => [[], 'Pool created'],
        'pool.edited' => [['fields' => 'name, fallback code, something new'],
            'Pool edited: name, fixed code, something new'],
        'pool.archived' => [[], 'Pool archived'],
        'pool.unarchived' => [[], 'Pool restored from the archive'],
        'pool.unavailable' => [
            ['reason' => 'discount_ended'],
            'Stopped handing out codes: The cart price rule has ended.',
        ],
        'pool.recovered' => [[], 'Hands out codes again'],
        'codes.missing' => [['missing' => 1], 'One code is not in the shop and was taken out'],
        'codes.given_up' => [['codes' => 12000], '12,000 codes that were not assigned are deleted in the shop'],
        'codes.refused' => [
            ['looked' => 5, 'refused' => 2],
            '2 of 5 codes that were looked up would be refused at the checkout.',
        ],
        'codes.accepted' => [['looked' => 5], 'All 5 codes that were looked up work at the checkout again'],
        'creation.started' => [
            ['codes' => 2000, 'template' => 'Ten'],
            'Creation of 2,000 codes in the shop started, under Ten',
        ],
        'creation.finished' => [
            ['created' => 3, 'already' => 2, 'refused' => 1],
            'Codes created in the shop: 3. There already: 2. Refused: 1.',
        ],
        'creation.cancelled' => [['created' => 250], 'Creation of codes in the shop cancelled after 250'],
        'creation.failed' => [
            ['created' => 250, 'trouble' => 'disconnected'],
            'Creation of codes in the shop stopped after 250: The shop is not connected.',
        ],
        'upload.completed' => [['fileName' => 'a.csv', 'added' => 1], 'Upload a.csv: one code added'],
        'upload.failed' => [
            ['fileName' => 'a.csv', 'error' => 'There is no such upload.'],
            'Upload a.csv failed: There is no such upload.',
        ],
        'upload.undone' => [['fileName' => 'a.csv', 'undone' => 7], 'Upload a.csv undone: 7 codes removed'],
        'campaign.live' => [['name' => 'Spring'], 'Campaign Spring uses this pool'],
        'campaign.off' => [['name' => 'Spring'], 'Campaign Spring no longer uses this pool'],
        'codes.prepared' => [
            ['quantity' => 50, 'campaign' => 'Spring'],
            '50 codes prepared for campaign Spring',
        ],
        'code.voided' => [
            ['before' => 'had been assigned'],
            'A code that had been assigned was marked void',
        ],
        'claim.another' => [['campaign' => 'Spring'], 'Another code assigned to a contact of campaign Spring'],
        'contact.erased' => [['messages' => 3], 'A contact was erased, with the keys of 3 messages'],
        'privacy.data_requested' => [[], 'A customer asked what is stored of them'],
        'privacy.data_handed_over' => [[], 'What is stored of a customer was handed over'],
        'privacy.data_file_deleted' => [
            [],
            'What is stored of a customer was deleted; nobody had said that it was handed over',
        ],
        'account.contact_months_set' => [['months' => '24 months'], 'Contacts are forgotten after 24 months'],
        'account.contact_identifier_set' => [
            ['identifier' => 'email'],
            'How the email platform names people was set: E-mail address',
        ],
        'claims.released' => [['released' => 1], 'One code given back as not sent'],
    ];

    public function testEverythingIsToldInTheModulesOwnWords(): void
    {
        foreach (self::SENTENCES as $verb => [$detail, $sentence]) {
            $entry = ['verb' => $verb, 'detail' => $detail, 'text' => 'In English alone'];
            self::assertSame($sentence, $this->historyWords()->sentence($entry), $verb);
        }
    }

    public function testWhatANewerServiceTellsOrAnOlderOneStaysAsItIs(): void
    {
        $words = $this->historyWords();

        self::assertSame('News', $words->sentence(['verb' => 'a.b', 'detail' => [], 'text' => 'News']));
        self::assertSame('Pool archived, said of old', $words->sentence([
            'verb' => 'pool.archived',
            'text' => 'Pool archived, said of old',
        ]));
        self::assertSame('a.b', $words->sentence(['verb' => 'a.b']));
        self::assertSame('', $words->sentence(['verb' => ['a']]));
        self::assertSame('A contact was to be erased; nothing was stored of them', $words->sentence([
            'verb' => 'contact.erased',
            'detail' => ['messages' => 0, 'orders' => 0],
        ]));
        self::assertSame('A contact was erased, with the numbers of 2 orders', $words->sentence([
            'verb' => 'contact.erased',
            'detail' => ['messages' => 0, 'orders' => 2],
        ]));
        self::assertSame('Contacts are never forgotten', $words->sentence([
            'verb' => 'account.contact_months_set',
            'detail' => ['months' => 'never'],
        ]));
    }

    public function testWhoDidItIsSaid(): void
    {
        $actors = [
            'system' => 'The service itself',
            'Magento' => 'Magento by itself',
            'magento:jane' => 'jane in Magento',
            'API client Mailer' => 'API client Mailer',
            'Ada Lovelace' => 'Ada Lovelace',
        ];
        foreach ($actors as $actor => $said) {
            self::assertSame($said, $this->historyWords()->actor($actor));
        }
        self::assertSame('', $this->historyWords()->actor(null));
    }
}
