-- What is the matter with pools that their own row does not say: what is found now beside what stands in pool_alerts.
-- Answers only differences: a trouble that begins (found, not open), is over (open, not found), or about which other
-- things are to be said than were.
--
-- pool.replenish_failed: a dynamic pool lacks half of its buffer, and what it lacks is not made: the oldest of its
-- batches has waited for so long and was refused or failed, or its group's discount is refused. Over with a tenth more
-- than that half, so that a buffer that swings around it is one trouble, and so are batches that take each other's
-- place; over as well, but not well, when the pool is unavailable.
-- pool.codes_refused: the last look into a connected shop found codes of a static pool that the checkout would refuse.
-- Uploaded codes say not whose they are: where an account has several shops, none of them takes all that was looked up.
-- pool.codes_expiring: a static pool has codes to hand out that end soon. next_expiry_at is a lower bound that most
-- pools are passed over by; more than ten thousand are not counted. Index: codes_pool_id_expires_at_idx.
-- $1 minutes  $2 days  $3 one pool, or null for all
with failing as (
  select p.id, p.account_id, 'pool.replenish_failed' as kind,
         case when b.is_found then jsonb_build_object('reason', b.reason) else a.detail end as detail
  from pools p
  left join pool_alerts a on a.pool_id = p.id and a.kind = 'pool.replenish_failed'
  left join lateral (
    select true as is_found, coalesce(g.refusal, b.last_error) as reason
    from batches b join groups g on g.id = b.group_id
    where b.pool_id = p.id and b.state <> 'settled' and not b.unwanted
      and b.created_at < statement_timestamp() - make_interval(mins => $1)
      and (b.tries > 0 or b.last_error is not null or g.refusal is not null)
    order by b.created_at limit 1
  ) b on true
  where p.type = 'dynamic' and ($3::text is null or p.id = $3) and p.archived_at is null and p.unavailable_reason is null
    and case when a.pool_id is null
      then b.is_found and p.available * 20 < p.buffer_target::bigint * 10
      else p.available * 20 < p.buffer_target::bigint * 11
    end
),
refused as (
  select p.id, p.account_id, 'pool.codes_refused',
         jsonb_build_object('refused', min(c.refused), 'looked', min(c.looked))
  from pool_checks c
  join pools p on p.id = c.pool_id
  join stores s on s.id = c.store_id and s.disconnected_at is null
  where c.looked > 0 and ($3::text is null or p.id = $3) and p.archived_at is null and p.available > 0
  group by p.id, p.account_id
  having min(c.refused) > 0
),
expiring as (
  select p.id, p.account_id, 'pool.codes_expiring', jsonb_build_object('codes', e.codes, 'days', $2::int)
  from pools p
  cross join lateral (
    select count(*) as codes from (
      select 1 from codes c
      where c.pool_id = p.id and c.state = 'available'
        and c.expires_at >= statement_timestamp() and c.expires_at < statement_timestamp() + make_interval(days => $2)
      limit 10001
    ) c
  ) e
  where p.type = 'static' and ($3::text is null or p.id = $3) and p.archived_at is null and p.available > 0
    and p.next_expiry_at < statement_timestamp() + make_interval(days => $2) and e.codes > 0
),
found as (
  select * from failing union all select * from refused union all select * from expiring
),
open as (
  select * from pool_alerts where kind in ('pool.replenish_failed', 'pool.codes_refused', 'pool.codes_expiring')
    and ($3::text is null or pool_id = $3)
)
select coalesce(f.id, o.pool_id) as "poolId", coalesce(f.kind, o.kind) as kind, f.detail,
       case when o.pool_id is null then 'begins' when f.id is null then 'ends' else 'changes' end as change
from found f full join open o on o.pool_id = f.id and o.kind = f.kind
where o.pool_id is null or f.id is null or o.detail <> f.detail
order by 1, 2
