-- Forgets whom claims were for. The caller holds the pool's row.
--
-- Invariants: no code changes its state and no count moves; a key stays taken, under a name that says nothing; what
-- stands in the outbox of such a key names it no more. Indexes: claims (key, pool_id); events_key_idx.
-- $1 pool id  $2 keys  $3 what takes the place of each
with renamed as (
  select * from unnest($2::text[], $3::text[]) as r (key, name)
),
erased as (
  update claims c
  set key = r.name, contact_hash = '', another_for = null
  from renamed r
  where c.key = r.key and c.pool_id = $1
)
update events e
set detail = jsonb_set(e.detail, '{key}', 'null')
where e.pool_id = $1 and e.type = 'code.redeemed' and e.detail ->> 'key' = any ($2::text[])
