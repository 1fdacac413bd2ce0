-- Puts released codes of a pool, whose waiting time is over, at the end of its queue; one that expired
-- meanwhile is dropped. The caller holds the pool's row. Index: codes_pool_id_returns_at_idx, which holds
-- quarantined codes only.
-- $1 pool id  $2 codes of a slice
with pool as (
  select least_expiry(group_days, min_validity_seconds, time_zone) as least_expiry from pools where id = $1
),
due as materialized (
  select id
  from codes
  where pool_id = $1 and returns_at <= statement_timestamp()
  order by returns_at, id
  limit $2
),
returned as (
  update codes
  set state = case when expires_at < (select least_expiry from pool) then 'expired' else 'available' end::code_state,
      returns_at = null,
      assigned_at = null,
      position = nextval('codes_position_seq')
  where id = any (array(select id from due))
  returning position, expires_at, state
)
update pools
set quarantined = quarantined - (select count(*) from returned),
    available = available + (select count(*) from returned where state = 'available'),
    expired = expired + (select count(*) from returned where state = 'expired'),
    claim_cursor = least(claim_cursor, (select min(position) from returned)),
    next_expiry_at = least(next_expiry_at, (select min(expires_at) from returned where state = 'available')),
    -- One of them may stand before the place that the sweep has come to.
    expiry_swept_added = null,
    next_return_at = (
      select min(returns_at) from codes
      where pool_id = $1 and returns_at is not null and id <> all (array(select id from due))
    ),
    updated_at = statement_timestamp()
where id = $1
returning available, assigned, (select count(*) from returned) as looked
