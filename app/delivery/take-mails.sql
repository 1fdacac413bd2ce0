-- Takes mails that are due under a lease, so that of several processes one sends a mail: some of them, those that have
-- waited longest, and with each the others that tell the same person the same of other pools (bundle-mails).
-- Index: alert_mails_waiting_idx.
-- $1 now  $2 seconds of a lease  $3 mails  $4 types that are told of several pools together  $5 mails with all of those
with waiting as materialized (
  select m.event_number, m.address, m.account_id, m.due_at, e.type, e.is_reminder
  from alert_mails m join events e on e.number = m.event_number
  where m.state = 'waiting' and m.due_at <= $1 and (m.leased_until is null or m.leased_until <= $1)
  order by m.due_at limit 50000
),
first as (
  select * from waiting order by due_at limit $3
),
chosen as (
  select event_number, address from first
  union
  select w.event_number, w.address
  from waiting w
  join first f on f.account_id = w.account_id and f.address = w.address and f.type = w.type and f.is_reminder = w.is_reminder
  where w.type = any ($4::text[])
),
due as (
  select m.event_number, m.address
  from alert_mails m join chosen c on c.event_number = m.event_number and c.address = m.address
  where m.state = 'waiting' and m.due_at <= $1 and (m.leased_until is null or m.leased_until <= $1)
  -- Person by person, so that what goes into one mail is taken together.
  order by m.account_id, m.address, m.event_number
  limit $5
  for update of m skip locked
),
taken as (
  update alert_mails m set leased_until = $1::timestamptz + make_interval(secs => $2)
  from due where m.event_number = due.event_number and m.address = due.address
  returning m.*
)
select e.number, t.address, t.attempts, t.last_error as "lastError", t.account_id as "accountId", e.id as "eventId", e.type,
       e.is_reminder as "isReminder", e.pool, e.detail, e.at, a.name as "accountName",
       a.time_zone as "timeZone",
       (select s.domain from stores s
        where s.account_id = e.account_id and s.platform = 'shopify' and s.disconnected_at is null
        order by s.connected_at limit 1) as shop
from taken t
join events e on e.number = t.event_number
join accounts a on a.id = e.account_id
order by e.number, t.address
