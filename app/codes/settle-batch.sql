-- Writes down what the platform said of codes of a batch. The caller holds the pool's row.
--
-- Invariants: a code becomes available once, and only when confirmed; the counters move with the rows; a code
-- settled before is left alone, so the same outcomes again change nothing. The end of a code is written here and
-- never computed again. Codes that end sooner come first, whenever they were confirmed: positions start anew with
-- every day of an end, 2^36 apart, and stay below 2^53. What an unwanted batch brings is wasted: it counts as confirmed
-- with the batch and as expired with the pool. The platform's numbers are kept where they were told. Index: codes_batch_id_idx.
--
-- $1 batch id  $2 code keys  $3 kinds, created or rejected  $4 the platform's numbers, or nulls  $5 the end of the group, or null
with ending as (
  select coalesce(
    least(greatest(($5::timestamptz at time zone 'UTC')::date - date '2020-01-01', 0), 100000) * 68719476736,
    0
  ) as first_position
),
open as materialized (
  select id, code_key from codes where batch_id = $1 and state = 'pending'
),
told as materialized (
  select distinct on (o.id) o.id, t.kind, t.platform_no
  from unnest($2::text[], $3::text[], $4::bigint[]) as t (code_key, kind, platform_no)
  join open o using (code_key)
  order by o.id, t.kind
),
settled as (
  update codes c
  set state = case
        when t.kind <> 'created' then 'rejected'
        when b.unwanted then 'expired'
        else 'available'
      end::code_state,
      wasted_at = case when t.kind = 'created' and b.unwanted then statement_timestamp() end,
      position = case when t.kind = 'created' then ending.first_position + nextval('codes_position_seq') else -1 end,
      platform_no = t.platform_no,
      expires_at = case when t.kind = 'created' then $5::timestamptz end
  from told t, ending, batches b
  where c.id = t.id and b.id = $1
  returning c.state, c.position
),
counts as materialized (
  select count(*) filter (where state = 'available') as confirmed,
         count(*) filter (where state = 'expired') as wasted,
         count(*) filter (where state = 'rejected') as rejected,
         (select count(*) from open) - count(*) as pending,
         min(position) filter (where state = 'available') as first_position
  from settled
),
batch as (
  update batches
  set confirmed = batches.confirmed + counts.confirmed + counts.wasted,
      rejected = batches.rejected + counts.rejected,
      state = case when counts.pending = 0 then 'settled' else state end,
      settled_at = case when counts.pending = 0 then coalesce(settled_at, statement_timestamp()) end
  from counts
  where id = $1
),
pool as (
  update pools
  set pending = pools.pending - counts.confirmed - counts.wasted - counts.rejected,
      expired = expired + counts.wasted,
      available = available + counts.confirmed,
      rejected = pools.rejected + counts.rejected,
      claim_cursor = least(claim_cursor, counts.first_position),
      next_expiry_at = case when counts.confirmed > 0 then least(next_expiry_at, $5::timestamptz) else next_expiry_at end,
      updated_at = statement_timestamp()
  from counts
  where id = (select pool_id from batches where id = $1) and counts.confirmed + counts.wasted + counts.rejected > 0
)
select confirmed, wasted, rejected, pending from counts
