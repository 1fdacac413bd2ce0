-- Which keys of a fold belong to contacts that were erased, after lock-pool.sql in the same transaction: who erases a
-- key holds the pool's row too. Only for pools of which keys were erased. As in claim-codes.sql nothing of the plan is
-- left to choose. Index: claims (key, pool_id).
-- $1 pool id  $2 what would stand in place of each key
select a.ord::int - 1 as place
from unnest($2::text[]) with ordinality as a (key, ord)
cross join lateral (
  select 1 from claims
  where (key, pool_id) >= (a.key, $1) and (key, pool_id) <= (a.key, $1)
  limit 1
) c
