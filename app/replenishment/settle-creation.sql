-- Writes down what became of codes that were sent to a shop. The caller holds the creation's row and has seen that
-- nobody wrote since it looked.
--
-- Invariants: the codes themselves are not touched, so claims go on meanwhile and the order of assignment stays; every
-- code is counted once; codes_held grows with the codes made. Indexes: codes_pkey, creations_pkey, store_paces_pkey.
--
-- $1 creation id  $2 code ids  $3 kinds: created, already or refused  $4 why  $5 details
-- $6 ids of the batch that are still without an outcome
with told as materialized (
  select * from unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) as t (id, kind, why, detail)
),
listed as (
  insert into creation_refusals (creation_id, code_id, code, why, detail)
  select $1, c.id, c.code, t.why::refused_why, t.detail
  from told t join codes c using (id)
  where t.kind = 'refused'
  on conflict do nothing
),
counts as materialized (
  select count(*) filter (where kind = 'created') as created,
         count(*) filter (where kind = 'already') as already,
         count(*) filter (where kind = 'refused') as refused
  from told
),
settled as (
  update creations c
  set created = c.created + counts.created,
      already = c.already + counts.already,
      refused = c.refused + counts.refused,
      code_ids = $6::bigint[],
      platform_ref = null,
      trouble = null,
      step = step + 1,
      touched_at = statement_timestamp()
  from counts
  where c.id = $1
  returning c.store_id
)
update store_paces p
set codes_held = codes_held + counts.created
from counts, settled
where p.store_id = settled.store_id and counts.created > 0
