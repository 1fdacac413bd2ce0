-- Gives up mails that are due and have waited for so long that what they tell is over: a trouble that ended, an end
-- after which the trouble began again, a store that called since, or fell silent again.
-- Younger ones go out whatever happens: their order is that of what happened.
-- Indexes: alert_mails_waiting_idx; pool_alerts_pkey; events_pool_id_idx; events_account_id_number_idx.
-- $1 now  $2 minutes  $3 what is said of them
with old as materialized (
  select m.event_number, m.address, e.account_id, e.pool_id, e.type, e.detail
  from alert_mails m join events e on e.number = m.event_number
  where m.state = 'waiting' and m.due_at <= $1 and (m.leased_until is null or m.leased_until <= $1)
    and e.at <= $1::timestamptz - make_interval(mins => $2)
),
past as (
  select event_number, address from old o
  where case
    -- One of these takes the place of the other: a pool that was empty and is low is still in trouble.
    when o.type in ('pool.low', 'pool.empty', 'pool.unavailable') then not exists (
      select from pool_alerts a
      where a.pool_id = o.pool_id and a.kind in ('pool.low', 'pool.empty', 'pool.unavailable'))
    when o.type in ('pool.replenish_failed', 'pool.codes_refused', 'pool.codes_expiring') then not exists (
      select from pool_alerts a where a.pool_id = o.pool_id and a.kind = o.type)
    when o.type = 'pool.recovered' then exists (
      select from events n
      where n.pool_id = o.pool_id and n.number > o.event_number
        and n.type in ('pool.low', 'pool.empty', 'pool.unavailable', 'pool.replenish_failed'))
    when o.type in ('store.late', 'store.back') then exists (
      select from events n
      where n.account_id = o.account_id and n.number > o.event_number
        and n.type = case o.type when 'store.late' then 'store.back' else 'store.late' end
        and n.detail ->> 'store' = o.detail ->> 'store')
    else false
  end
)
update alert_mails m set state = 'failed', last_error = $3
from past p
where m.event_number = p.event_number and m.address = p.address and m.state = 'waiting'
