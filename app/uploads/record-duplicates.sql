-- Writes down why rows of a slice were not added, by the code that holds their key: a code that this very
-- slice added from another row, or that this upload added before: in the file; of the same pool: in the pool;
-- else in the account (the detail is the other pool). Runs after the slice's codes were added, in the same
-- transaction. Indexes: upload_rows_pkey, codes_account_id_code_key_key (the lateral limit keeps it a look-up
-- per row whatever the planner believes about the tables).
-- $1 account id  $2 pool id  $3 upload id  $4 after row  $5 through row  $6 lowest position added by the slice
with slice as (
  select "row", code, code_key, row_number() over (partition by code_key order by "row") as occurrence
  from upload_rows
  where upload_id = $3 and "row" > $4 and "row" <= $5
),
refused as (
  select slice."row", slice.code, held.pool_id,
    case
      when held.upload_id = $3 then 'duplicate_in_file'
      when held.pool_id = $2 then 'duplicate_in_pool'
      else 'duplicate_in_account'
    end::reject_reason as reason
  from slice
  cross join lateral (
    select c.pool_id, c.upload_id, c.position
    from codes c
    where c.account_id = $1 and c.code_key = slice.code_key
    limit 1
  ) held
  -- Not the row that was added itself.
  where not (held.upload_id is not distinct from $3 and held.position >= $6 and slice.occurrence = 1)
),
recorded as (
  insert into upload_rejects (upload_id, "row", code, reason, detail)
  select $3, "row", code, reason, case when reason = 'duplicate_in_account' then pool_id end
  from refused
)
select count(*) filter (where reason = 'duplicate_in_file') as in_file,
       count(*) filter (where reason = 'duplicate_in_pool') as in_pool,
       count(*) filter (where reason = 'duplicate_in_account') as in_account
from refused
