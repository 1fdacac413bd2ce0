-- Takes codes of one upload out of its pool for good and frees their keys, so that they can be uploaded again.
-- Only codes still available: what was assigned meanwhile stays. The caller holds the lock on the account's
-- codes and the pool's row, so no claim can take one of them at the same moment. The caller found the ids
-- before it held anything; their state is looked at again here. Index: codes_pkey.
-- $1 pool id  $2 upload id  $3 code ids
with undone as (
  update codes
  set state = 'undone', code_key = null
  where id = any ($3::bigint[]) and pool_id = $1 and upload_id = $2 and state = 'available'
  returning id
)
update pools
set available = available - (select count(*) from undone),
    undone = undone + (select count(*) from undone),
    updated_at = statement_timestamp()
where id = $1
returning (select count(*) from undone) as undone
