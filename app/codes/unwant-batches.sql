-- Marks a pool's batches under way as unwanted, the youngest first, until what the others bring is no more than asked.
-- The caller holds the pool's row. Index: batches_unsettled_idx. $1 pool id  $2 codes still wanted
with coming as materialized (
  select id,
         quantity - confirmed - rejected as codes,
         sum(quantity - confirmed - rejected) over (order by created_at, id) as up_to
  from batches
  where pool_id = $1 and state <> 'settled' and not unwanted
),
unwanted as (
  update batches set unwanted = true
  where id in (select id from coming where up_to > $2::int)
)
select coalesce(sum(codes) filter (where up_to <= $2::int), 0)::int as wanted from coming
