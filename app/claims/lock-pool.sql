-- Locks the pool's row for a fold and tells the settings that the fold needs.
-- Everything that assigns, releases, returns or undoes codes of a pool locks this row first, in a statement
-- of its own: the next statement's snapshot is taken after the wait, so it sees all that the last holder wrote.
-- $1 pool id
select account_id as "accountId",
       type,
       per_contact as "perContact",
       when_dry as "whenDry",
       fallback_code as "fallbackCode",
       min_validity_seconds as "minValiditySeconds",
       group_days as "validDays",
       case when ends_at_claim then valid_days end as "claimDays",
       -- Who is to be told of ends that are decided by a claim.
       case when ends_at_claim then (select store_id from templates where id = pools.template_id) end as "storeId",
       time_zone as "timeZone",
       assign_limit as "limit",
       buffer_target as "bufferTarget",
       buffer_base as "bufferBase",
       dealt_confirmed as "dealtConfirmed",
       replenish_queued as "replenishQueued",
       unavailable_reason as "unavailableReason",
       wait_milliseconds as "waitMilliseconds",
       not_ready_fallback as "notReadyFallback",
       claim_cursor as "claimCursor",
       archived_at is not null as "archived",
       coalesce(next_expiry_at < least_expiry(group_days, min_validity_seconds, time_zone), false) as "expiryDue",
       coalesce(next_return_at <= statement_timestamp(), false) as "returnDue",
       coalesce(prepared_until > statement_timestamp(), false) as "prepared",
       keys_erased as "keysErased",
       added - pending - rejected as "confirmed",
       pending,
       available,
       assigned
from pools
where id = $1
for update
