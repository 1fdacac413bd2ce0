-- Compares what every pool keeps with what its rows say, by one snapshot of the database. Reads every code.
-- $1 pool id, or null for all
select p.id as "poolId",
       jsonb_build_object(
         'added', p.added, 'pending', p.pending, 'rejected', p.rejected,
         'available', p.available, 'assigned', p.assigned, 'redeemed', p.redeemed,
         'quarantined', p.quarantined, 'expired', p.expired, 'voided', p.voided, 'undone', p.undone) as kept,
       jsonb_build_object(
         'added', coalesce(c.added, 0), 'pending', coalesce(c.pending, 0),
         'rejected', coalesce(c.rejected, 0), 'available', coalesce(c.available, 0), 'assigned', coalesce(c.assigned, 0),
         'redeemed', coalesce(c.redeemed, 0), 'quarantined', coalesce(c.quarantined, 0),
         'expired', coalesce(c.expired, 0), 'voided', coalesce(c.voided, 0), 'undone', coalesce(c.undone, 0)) as counted,
       coalesce(c.lowest_available < p.claim_cursor, false) as "cursorHidesCodes",
       coalesce(c.first_expiry < coalesce(p.next_expiry_at, 'infinity'), false) as "expiryIsMissed",
       coalesce(c.first_return < coalesce(p.next_return_at, 'infinity'), false) as "returnIsMissed"
from pools p
left join (
  select pool_id,
         count(*) as added,
         count(*) filter (where state = 'pending') as pending,
         count(*) filter (where state = 'rejected') as rejected,
         count(*) filter (where state = 'available') as available,
         count(*) filter (where state in ('assigned', 'redeemed')) as assigned,
         count(*) filter (where state = 'redeemed') as redeemed,
         count(*) filter (where state = 'quarantined') as quarantined,
         count(*) filter (where state = 'expired') as expired,
         count(*) filter (where state = 'void') as voided,
         count(*) filter (where state = 'undone') as undone,
         -- One that expires too soon to be handed out may lie below the cursor until it is dropped.
         min(position) filter (
           where state = 'available'
             and (expires_at is null or expires_at > statement_timestamp() + make_interval(secs => least_seconds))
         ) as lowest_available,
         min(expires_at) filter (where state = 'available') as first_expiry,
         min(returns_at) as first_return
  from codes
  join (select id as of_pool, min_validity_seconds as least_seconds from pools) q on of_pool = pool_id
  where $1::text is null or pool_id = $1
  group by pool_id
) c on c.pool_id = p.id
where ($1::text is null or p.id = $1)
order by p.id
