-- Gives back the codes of messages that were not sent, after lock-pool.sql in the same transaction. A code of a
-- static pool returns after its waiting time; one of a dynamic pool becomes void, to be deleted on the platform.
--
-- Invariants: a code comes back only when every key that was answered with it is released; a released key is
-- spent; the counters move with the rows. The caller names a key once.
-- Indexes: claims (key, pool_id); claims (code_id).
--
-- $1 pool id  $2 keys
with pool as (
  select type, release_window_hours, release_quarantine_hours from pools where id = $1
),
asked as materialized (
  select a.key, a.ord, c.key is not null as is_known, c.code_id, c.released_at, k.state, k.assigned_at, k.expires_at
  from unnest($2::text[]) with ordinality as a (key, ord)
  left join claims c on c.pool_id = $1 and c.key = a.key
  left join codes k on k.id = c.code_id
),
judged as materialized (
  select a.key, a.ord, a.code_id,
         case
           when not a.is_known then 'unknown'
           when a.released_at is not null then 'already_released'
           when a.code_id is null then 'nothing_to_release'
           when a.state = 'redeemed' then 'redeemed'
           when a.state <> 'assigned' then 'nothing_to_release'
           when a.assigned_at < statement_timestamp() - make_interval(hours => (select release_window_hours from pool)) then 'too_late'
           else 'released'
         end as result
  from asked a
),
spent as (
  update claims
  set released_at = statement_timestamp()
  where pool_id = $1 and key = any (array(select key from judged where result = 'released'))
),
-- Codes of which some other key is still live: they stay with it.
shared as materialized (
  select distinct c.code_id
  from claims c
  where c.code_id = any (array(select code_id from judged where result = 'released'))
    and c.pool_id = $1 and c.released_at is null
    and c.key <> all (array(select key from judged where result = 'released'))
),
freed as (
  update codes
  set state = case when (select type from pool) = 'static' then 'quarantined' else 'void' end::code_state,
      returns_at = case
        when (select type from pool) = 'static'
          then statement_timestamp() + make_interval(hours => (select release_quarantine_hours from pool))
      end,
      wasted_at = case when batch_id is not null then statement_timestamp() end
  where id = any (array(select code_id from judged where result = 'released'))
    and id <> all (array(select code_id from shared))
  returning state, returns_at
),
counted as (
  update pools
  set assigned = assigned - (select count(*) from freed),
      quarantined = quarantined + (select count(*) from freed where state = 'quarantined'),
      voided = voided + (select count(*) from freed where state = 'void'),
      next_return_at = least(next_return_at, (select min(returns_at) from freed)),
      updated_at = statement_timestamp()
  where id = $1 and exists (select 1 from freed)
)
select key,
       case when result = 'released' and code_id in (select code_id from shared) then 'held_by_another_key' else result end as result
from judged
order by ord
