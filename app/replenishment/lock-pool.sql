-- Locks a dynamic pool's row and tells what replenishing needs to know of it, its template and its store.
-- Locked first in a statement of its own (see claims/lock-pool.sql): what follows sees all that the last holder wrote.
-- Only the pool's row is locked. $1 pool id
select p.id,
       p.account_id as "accountId",
       p.template_id as "templateId",
       p.code_format as "codeFormat",
       p.assign_limit as "limit",
       p.group_days as "validDays",
       p.expiry_precision as "precision",
       p.time_zone as "timeZone",
       p.buffer_fixed as "bufferFixed",
       p.buffer_target as "bufferTarget",
       p.unavailable_reason as "unavailableReason",
       p.archived_at is not null or t.archived_at is not null as "archived",
       p.available,
       p.pending,
       p.assigned,
       p.assigned + p.voided + p.quarantined as "used",
       p.next_expiry_at < least_expiry(p.group_days, p.min_validity_seconds, p.time_zone) as "expiryDue",
       least_expiry(p.group_days, p.min_validity_seconds, p.time_zone) as "leastExpiry",
       statement_timestamp() as "now",
       t.store_id as "storeId",
       (select platform from stores where id = t.store_id) as "platform",
       t.source,
       t.name as "templateName",
       t.discount_id as "discountId",
       t.offer,
       t.offer_version as "offerVersion",
       -- Codes that end with the offer end sooner where somebody moved the end of their discount in the shop.
       least(
         (t.offer ->> 'endsAt')::timestamptz,
         (select ends_at from groups
          where template_id = t.id and follows_offer and shop_edit ->> 'end' = 'earlier' and state = 'live' and p.group_days is null
          limit 1)
       ) as "offerEndsAt",
       coalesce(s.codes_held, 0) as "codesHeld"
from pools p
join templates t on t.id = p.template_id
left join store_paces s on s.store_id = t.store_id
where p.id = $1 and p.type = 'dynamic'
for update of p
