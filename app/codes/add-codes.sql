-- Adds a slice of staged rows to a pool, in row order, leaving out those whose key the account has already.
-- Invariant: a key exists once in an account (codes_account_id_code_key_key); of equal keys in the slice the
-- first row wins. The caller holds the lock on the account's codes. Index: upload_rows_pkey.
-- Positions are drawn in row order, so that codes are assigned in the order of the file.
-- $1 account id  $2 pool id  $3 upload id  $4 after row  $5 through row
with added as (
  insert into codes (account_id, pool_id, upload_id, code, code_key, expires_at)
  select $1, $2, $3, code, code_key, expires_at
  from upload_rows
  where upload_id = $3 and "row" > $4 and "row" <= $5
  order by "row"
  on conflict (account_id, code_key) do nothing
  returning position, expires_at
)
select count(*) as added, min(position) as first_position, max(position) as last_position,
       min(expires_at) as next_expiry_at
from added
