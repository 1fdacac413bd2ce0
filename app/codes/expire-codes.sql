-- Drops codes of a pool that can no longer be assigned because they expire too soon, a slice at a time.
-- The caller holds the pool's row. Index: codes_pool_id_expires_at_idx (pool_id, expires_at, id).
--
-- A slice is so many codes looked at, whatever their state: most codes of one date are assigned by the time it
-- comes, and looking for the available ones from the start each time took 0.7 s a slice in a pool of a million.
-- How far a slice came is kept in expiry_swept_*. It holds as long as no code was added since (`added` only ever
-- grows) and none came back (return-codes.sql forgets it); else the next slice starts at next_expiry_at again,
-- below which no available code expires.
-- $1 pool id  $2 codes of a slice
with pool as materialized (
  select horizon,
         case when resumes then expiry_swept_at else next_expiry_at end as from_at,
         case when resumes then expiry_swept_id else 0 end as from_id
  from (
    select *, statement_timestamp() + make_interval(secs => min_validity_seconds) as horizon,
           coalesce(expiry_swept_added = added and expiry_swept_at >= next_expiry_at, false) as resumes
    from pools
    where id = $1
  ) p
),
seen as materialized (
  select c.id, c.expires_at, c.state
  from codes c
  where c.pool_id = $1
    and (c.expires_at, c.id) > ((select from_at from pool), (select from_id from pool))
    and c.expires_at <= (select horizon from pool)
  order by c.expires_at, c.id
  limit $2
),
dropped as (
  update codes set state = 'expired'
  where id = any (array(select id from seen where state = 'available'))
  returning id
),
slice as materialized (
  select count(*) as looked,
         max(expires_at) as swept_at,
         (select id from seen order by expires_at desc, id desc limit 1) as swept_id
  from seen
)
update pools
set available = available - (select count(*) from dropped),
    expired = expired + (select count(*) from dropped),
    next_expiry_at = case
      when slice.looked = $2 then slice.swept_at
      else (select min(expires_at) from codes where pool_id = $1 and expires_at > (select horizon from pool))
    end,
    expiry_swept_at = case when slice.looked = $2 then slice.swept_at end,
    expiry_swept_id = case when slice.looked = $2 then slice.swept_id end,
    expiry_swept_added = case when slice.looked = $2 then added end,
    updated_at = case when exists (select 1 from dropped) then statement_timestamp() else updated_at end
from slice
where pools.id = $1
returning available, assigned, slice.looked as looked
