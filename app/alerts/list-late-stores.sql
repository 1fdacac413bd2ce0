-- Magento stores of an account of which people were told that they are late, and that are so still: judged again as
-- find-late-stores does, since the end of it is told by the next round only.
-- Indexes: stores (account_id); code_expiries_waiting_idx.
-- $1 account  $2 seconds until a store is late
with seen as (
  select s.id, s.name, s.exchanged_at, s.connected_at,
         greatest(coalesce(s.exchanged_at, s.connected_at), s.connected_at) as heard_at,
         least(
           (select min(i.created_at) from bridge_instructions i
            where i.store_id = s.id and i.kind = 'codes.expire' and i.state in ('waiting', 'given')),
           (select e.noted_at from code_expiries e
            where e.store_id = s.id and e.given_in is null order by e.id limit 1)
         ) as untold_since
  from stores s
  where s.account_id = $1 and s.platform = 'magento' and s.disconnected_at is null and s.late_told_at is not null
    and exists (select from pools p where p.account_id = s.account_id and p.archived_at is null)
)
select id, name, least(heard_at, untold_since) as since,
       case
         when least(heard_at, untold_since) <> heard_at then 'ends_untold'
         when coalesce(exchanged_at >= connected_at, false) then 'silent'
         else 'never_called'
       end as reason
from seen
where least(heard_at, untold_since) < statement_timestamp() - make_interval(secs => $2)
order by since, id
