-- Drops codes of a pool that can no longer be assigned because they expire too soon, a slice at a time.
-- The caller holds the pool's row. Index: codes_pool_id_expires_at_idx, entered at next_expiry_at, below which
-- no available code expires; a full slice leaves it at the last code seen, for the next call to go on from.
-- $1 pool id  $2 codes of a slice
with pool as (
  select next_expiry_at, statement_timestamp() + make_interval(secs => min_validity_seconds) as horizon
  from pools
  where id = $1
),
due as materialized (
  select c.id, c.expires_at
  from codes c, pool
  where c.pool_id = $1 and c.expires_at >= pool.next_expiry_at and c.expires_at <= pool.horizon
    and c.state = 'available'
  order by c.expires_at, c.id
  limit $2
),
dropped as (
  update codes set state = 'expired' where id = any (array(select id from due)) returning id
)
update pools
set available = available - (select count(*) from dropped),
    expired = expired + (select count(*) from dropped),
    next_expiry_at = case
      when (select count(*) from due) = $2 then (select max(expires_at) from due)
      else (select min(expires_at) from codes where pool_id = $1 and expires_at > (select horizon from pool))
    end,
    updated_at = statement_timestamp()
where id = $1
returning available, assigned, (select count(*) from dropped) as changed
