-- Moves the end of a group's codes that are still available. The caller holds the rows of all pools that have codes in the
-- group. What was assigned keeps the end that was told. Positions move with the end, as in settle-batch.sql: codes that end
-- sooner come first. What pools keep of it are lower bounds, and are lowered. Index: codes_batch_id_idx.
-- $1 group id  $2 the new end, or null
with moved as (
  update codes c
  set expires_at = $2::timestamptz,
      position = coalesce(
        least(greatest(($2::timestamptz at time zone 'UTC')::date - date '2020-01-01', 0), 100000) * 68719476736,
        0
      ) + nextval('codes_position_seq')
  from batches b
  where b.group_id = $1 and c.batch_id = b.id and c.state = 'available'
  returning c.pool_id, c.position
)
update pools p
set claim_cursor = least(claim_cursor, m.first_position),
    next_expiry_at = least(next_expiry_at, $2::timestamptz)
from (select pool_id, min(position) as first_position from moved group by pool_id) m
where p.id = m.pool_id
