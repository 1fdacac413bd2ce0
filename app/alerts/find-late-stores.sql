-- Tells of Magento stores that became late, are late for another day, or call again, and notes that it was told.
--
-- Late is a store that has not called for so long, or whose oldest end of a code has waited for so long to be taken:
-- until the shop has heard it, that code does not expire there. Stores of accounts without pools are nobody's trouble,
-- and no longer one once the last pool is archived.
-- Invariant: each is told once however many look at the same moment, since only the time that was seen is replaced.
-- Indexes: code_expiries_waiting_idx; of instructions only the open ones of a store are read.
-- $1 seconds until a store is late  $2 seconds within which one that is not late must have called  $3 hours between reminders
with seen as (
  select s.id, s.account_id, s.name, s.late_told_at, s.disconnected_at,
         greatest(coalesce(s.exchanged_at, s.connected_at), s.connected_at) as heard_at,
         least(
           (select min(i.created_at) from bridge_instructions i
            where i.store_id = s.id and i.kind = 'codes.expire' and i.state in ('waiting', 'given')),
           (select e.noted_at from code_expiries e
            where e.store_id = s.id and e.given_in is null order by e.id limit 1)
         ) as untold_since,
         exists (select from pools p where p.account_id = s.account_id and p.archived_at is null) as has_pools
  from stores s
  where s.platform = 'magento' and (s.disconnected_at is null or s.late_told_at is not null)
),
judged as (
  select *,
         disconnected_at is null
           and least(heard_at, untold_since) < statement_timestamp() - make_interval(secs => $1) as is_late,
         heard_at >= statement_timestamp() - make_interval(secs => $2) as is_heard
  from seen
),
noted as (
  update stores s set late_told_at = case when j.is_late then statement_timestamp() end
  from judged j
  where s.id = j.id and s.late_told_at is not distinct from j.late_told_at
    and case
      when j.is_late then
        j.has_pools
          and (j.late_told_at is null or j.late_told_at < statement_timestamp() - make_interval(hours => $3))
      else j.late_told_at is not null and (j.is_heard or j.disconnected_at is not null)
    end
  returning j.*
)
insert into events (account_id, type, is_reminder, detail)
select account_id, case when is_late then 'store.late' else 'store.back' end, is_late and late_told_at is not null,
       jsonb_build_object(
         'store', name,
         'reason', case when least(heard_at, untold_since) = heard_at then 'silent' else 'ends_untold' end,
         'since', to_char(least(heard_at, untold_since) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
from noted
-- Who disconnects a store knows it.
where disconnected_at is null
order by id
