-- One window of a pool's codes in the order of assignment, and which of them an undo of one upload may take.
-- Locks nothing. Released codes go to the end of the queue, hence the search goes on to the pool's last code.
-- Index: codes_pool_id_position_idx.
-- $1 pool id  $2 upload id  $3 after position  $4 codes of a window
with seen as (
  select id, upload_id, state, position
  from codes
  where pool_id = $1 and position > $3
  order by position
  limit $4
)
select max(position) as through,
       coalesce(array_agg(id order by position) filter (where upload_id = $2 and state = 'available'), '{}') as ids
from seen
