-- Writes drawn codes as pending, leaving out those whose key the account has or ever had: a code string once issued is
-- never drawn again. Position -1 keeps them out of the way of claims, which read a pool's codes by position.
-- The caller holds the lock on the account's codes: nobody else is adding the same keys, so nothing is waited for.
-- Index: codes_account_id_code_key_key.
-- $1 account id  $2 pool id  $3 batch ids  $4 codes  $5 code keys
insert into codes (account_id, pool_id, batch_id, code, code_key, state, position)
select $1, $2, batch_id, code, code_key, 'pending', -1
from unnest($3::text[], $4::text[], $5::text[]) as drawn (batch_id, code, code_key)
on conflict (account_id, code_key) do nothing
returning batch_id as "batchId"
