-- Wastes ready codes of a dynamic pool until only so many are left, those last that would be assigned first. The platform
-- deletes them. The caller holds the pool's row. claim_cursor and next_expiry_at are lower bounds, and stay.
-- Index: codes_pool_id_position_idx. $1 pool id  $2 how many to keep
with surplus as materialized (
  select c.id
  from codes c, pools p
  where p.id = $1 and c.pool_id = $1 and c.position >= p.claim_cursor and c.state = 'available'
  order by c.position desc
  limit (select greatest(0, available - $2::int) from pools where id = $1)
),
wasted as (
  update codes
  set state = 'expired', wasted_at = statement_timestamp()
  where id = any (array(select id from surplus))
  returning id
)
update pools
set available = available - (select count(*) from wasted),
    expired = expired + (select count(*) from wasted),
    updated_at = statement_timestamp()
where id = $1
returning (select count(*) from wasted) as wasted
