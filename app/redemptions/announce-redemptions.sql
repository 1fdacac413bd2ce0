-- Makes events of orders that redeemed codes, each once, where somebody listens. The caller holds the rows of the codes'
-- pools and has moved the codes to what their orders say.
--
-- Invariants: an order and code is announced once, however often and in whatever order it is heard of; one that was
-- cancelled before it was heard of never is. No contact is told. The key is the first that was answered with the code
-- and did not give it back, or, where all did, the last that did; null once its contact is erased.
-- Index: redemptions_code_id_idx, claims_code_id_idx.
-- $1 store id  $2 code ids
with fresh as (
  update redemptions r set announced_at = statement_timestamp()
  where r.code_id = any ($2::bigint[]) and r.store_id = $1 and r.announced_at is null
    and r.redeemed_at is not null and r.reversed_at is null
  returning *
)
insert into events (account_id, pool_id, type, pool, detail)
select f.account_id, f.pool_id, 'code.redeemed', pool_snapshot(p),
       jsonb_build_object(
         'key', k.key, 'code', c.code, 'orderId', f.order_id,
         -- Money is text, with two places at least.
         'amount', case when scale(trim_scale(f.total)) < 2 then round(f.total, 2) else trim_scale(f.total) end::text,
         'currency', f.currency,
         'redeemedAt', to_char(f.redeemed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
from fresh f
join codes c on c.id = f.code_id
join pools p on p.id = f.pool_id
left join lateral (
  select case when contact_hash <> '' then c.key end as key
  from claims c
  where c.code_id = f.code_id
  order by c.released_at desc nulls first, c.outcome <> 'assigned', c.claimed_at, c.key
  limit 1
) k on true
where exists (select from event_endpoints e where e.account_id = f.account_id)
order by f.redeemed_at, f.code_id
