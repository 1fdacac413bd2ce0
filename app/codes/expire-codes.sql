-- Drops codes of a pool that can no longer be assigned because they expire too soon, a slice at a time.
-- Codes that a platform holds are wasted: to be deleted there.
-- The caller holds the pool's row. $1 pool id  $2 codes of a slice
--
-- Static: by the end. Index: codes_pool_id_expires_at_idx, entered at next_expiry_at, below which no available
-- code expires; a full slice leaves it at the last code seen, for the next call to go on from.
-- Dynamic: by position, which follows the end. Many codes share one end, and nearly all of them are assigned; from
-- the claim cursor on there is nothing but the buffer. A full slice leaves next_expiry_at due. Index:
-- codes_pool_id_position_idx.
with pool as materialized (
  select type, claim_cursor, next_expiry_at, least_expiry(valid_days, min_validity_seconds, time_zone) as least_expiry
  from pools
  where id = $1
),
due as materialized (
  (
    select id, expires_at
    from codes
    where (select type from pool) = 'static'
      and pool_id = $1 and expires_at >= (select next_expiry_at from pool)
      and expires_at < (select least_expiry from pool)
      and state = 'available'
    order by expires_at, id
    limit $2
  )
  union all
  (
    select id, expires_at
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
  set state = 'expired', wasted_at = case when platform_no is not null then statement_timestamp() end
  where id = any (array(select id from due))
  returning id
)
update pools
set available = available - (select count(*) from dropped),
    expired = expired + (select count(*) from dropped),
    next_expiry_at = case
      when (select count(*) from due) < $2
        then (select min(expires_at) from codes where pool_id = $1 and expires_at >= (select least_expiry from pool))
      when type = 'static' then (select max(expires_at) from due)
      else next_expiry_at
    end,
    updated_at = statement_timestamp()
where id = $1
returning available, assigned, (select count(*) from dropped) as changed
