-- Writes the batches of pending codes and counts the codes. The caller holds the pool's row.
-- $1 account id  $2 store id  $3 pool id  $4 group id  $5 batch ids  $6 codes in each
with written as (
  insert into batches (id, account_id, store_id, pool_id, group_id, quantity)
  select id, $1, $2, $3, $4, quantity from unnest($5::text[], $6::int[]) as b (id, quantity)
  returning quantity
)
update pools
set added = added + (select sum(quantity) from written),
    pending = pending + (select sum(quantity) from written),
    updated_at = statement_timestamp()
where id = $3
