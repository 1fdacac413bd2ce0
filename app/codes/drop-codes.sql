-- Takes codes of a pool out of its buffer that the platform does not have: nobody could use them. Their strings are never
-- drawn again. The store's count of codes held loses them. The caller holds the pool's row. Index: codes_pkey.
-- $1 pool id  $2 code ids
with dropped as (
  update codes set state = 'rejected', platform_no = null
  where id = any ($2::bigint[]) and pool_id = $1 and state = 'available'
  returning batch_id
),
gone as (
  select b.store_id, count(*) as codes from dropped d join batches b on b.id = d.batch_id group by b.store_id
),
paces as (
  update store_paces s set codes_held = greatest(0, codes_held - gone.codes) from gone where s.store_id = gone.store_id
)
update pools
set available = available - (select count(*) from dropped),
    rejected = rejected + (select count(*) from dropped),
    updated_at = statement_timestamp()
where id = $1
returning (select count(*) from dropped) as dropped
