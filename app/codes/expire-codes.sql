-- Drops codes of a pool that can no longer be assigned because they expire too soon, a slice at a time.
-- Codes that came of a batch are held by a platform and wasted: to be deleted there.
-- The caller holds the pool's row. $1 pool id  $2 codes of a slice
--
-- Static: by the end. Index: codes_pool_id_expires_at_idx (pool_id, expires_at, id). A slice is so many codes looked
-- at, whatever their state: most codes of one date are assigned by the time it comes, and looking for the available
-- ones from the start each time took 0.7 s a slice in a pool of a million. How far a slice came is kept in
-- expiry_swept_*. It holds as long as no code was added since (`added` only ever grows) and none came back
-- (return-codes.sql forgets it); else the next slice starts at next_expiry_at again, below which no available code
-- expires.
-- Dynamic: by position, which follows the end. Many codes share one end, and nearly all of them are assigned; from
-- the claim cursor on there is nothing but the buffer. A full slice leaves next_expiry_at due. Index:
-- codes_pool_id_position_idx.
with pool as materialized (
  select type, claim_cursor, least_expiry,
         case when resumes then expiry_swept_at else next_expiry_at end as from_at,
         case when resumes then expiry_swept_id else 0 end as from_id
  from (
    select *, least_expiry(group_days, min_validity_seconds, time_zone) as least_expiry,
           coalesce(expiry_swept_added = added and expiry_swept_at >= next_expiry_at, false) as resumes
    from pools
    where id = $1
  ) p
),
seen as materialized (
  (
    select id, expires_at, state
    from codes
    where (select type from pool) = 'static'
      and pool_id = $1 and (expires_at, id) > ((select from_at from pool), (select from_id from pool))
      and expires_at < (select least_expiry from pool)
    order by expires_at, id
    limit $2
  )
  union all
  (
    select id, expires_at, state
    from codes
    where (select type from pool) = 'dynamic'
      and pool_id = $1 and position >= (select claim_cursor from pool)
      and expires_at < (select least_expiry from pool)
      and state = 'available'
    order by position
    limit $2
  )
),
dropped as (
  update codes
  set state = 'expired', wasted_at = case when batch_id is not null then statement_timestamp() end
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
      when slice.looked < $2
        then (select min(expires_at) from codes where pool_id = $1 and expires_at >= (select least_expiry from pool))
      when type = 'static' then slice.swept_at
      else next_expiry_at
    end,
    expiry_swept_at = case when slice.looked = $2 and type = 'static' then slice.swept_at end,
    expiry_swept_id = case when slice.looked = $2 and type = 'static' then slice.swept_id end,
    expiry_swept_added = case when slice.looked = $2 and type = 'static' then added end,
    updated_at = case when exists (select 1 from dropped) then statement_timestamp() else updated_at end
from slice
where pools.id = $1
returning available, assigned, slice.looked as looked
