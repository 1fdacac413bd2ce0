-- Takes one code out for good: nobody is given it any more, and it counts for nobody who was. The caller holds the
-- pool's row.
--
-- Invariants: the counters move with the row. A redeemed code stays what it is, for it is spent; so does one that the
-- platform has not answered for yet. What a platform holds of it is deleted there, as every code with wasted_at.
-- claim_cursor, next_expiry_at and next_return_at are lower bounds, and stay. Index: codes_pkey.
-- $1 pool id  $2 code id
with before as materialized (
  select id, state from codes
  where id = $2 and pool_id = $1 and state in ('available', 'assigned', 'quarantined')
),
voided as (
  update codes
  set state = 'void', returns_at = null,
      wasted_at = case when batch_id is not null then statement_timestamp() end
  where id in (select id from before)
  returning batch_id
),
counted as (
  update pools
  set available = available - (select count(*) from before where state = 'available'),
      assigned = assigned - (select count(*) from before where state = 'assigned'),
      quarantined = quarantined - (select count(*) from before where state = 'quarantined'),
      voided = voided + (select count(*) from before),
      updated_at = statement_timestamp()
  where id = $1 and exists (select 1 from before)
)
select before.state::text as before, b.store_id as "storeId"
from before cross join voided left join batches b on b.id = voided.batch_id
