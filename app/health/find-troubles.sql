-- What else is kept beside the rows that it is made of, and what should have moved on by itself: one row per trouble,
-- by one snapshot of the database. Reads every code of a dynamic pool and every redemption; changes nothing.
-- $1 seconds after which a Magento store is late  $2 minutes that a job, a batch or a mail may wait
with late as (select statement_timestamp() - make_interval(mins => $2::int) as before),
standing as (
  select code_id from redemptions where redeemed_at is not null and reversed_at is null group by code_id
),
held as (
  select s.id, coalesce(sum(h.codes), 0)::bigint as counted
  from stores s
  left join (
    select b.store_id, count(*) as codes
    from codes c join batches b on b.id = c.batch_id join groups g on g.id = b.group_id
    where g.state <> 'deleted'
      and (c.state in ('available', 'assigned', 'redeemed') or c.wasted_at is not null)
    group by 1
    union all
    select n.store_id, sum(n.created) from creations n join groups g on g.id = n.group_id
    where g.state <> 'deleted' group by 1
  ) h on h.store_id = s.id
  group by s.id
)
-- Redemptions: a code is redeemed while an order with it stands. A static pool's stay so when the store that said it is
-- erased with its orders.
select 'redeemed_without_order' as kind, c.pool_id as subject, count(*)::bigint as amount, null::text as detail
from codes c join pools p on p.id = c.pool_id and p.type = 'dynamic'
where c.state = 'redeemed' and not exists (select from standing s where s.code_id = c.id)
  and not exists (select from store_erasures e where c.pool_id = any (e.pool_ids))
group by c.pool_id
union all
select 'order_not_counted', c.pool_id, count(*), null
from standing s join codes c on c.id = s.code_id
where c.state in ('assigned', 'available', 'quarantined')
group by c.pool_id
-- How many codes of ours a shop holds.
union all
select 'store_codes_differ', h.id, p.codes_held, h.counted::text
from held h join store_paces p on p.store_id = h.id where p.codes_held <> h.counted
-- The outbox: a line is there exactly while a delivery of it waits.
union all
select 'event_without_line', d.endpoint_id, count(*), null
from event_deliveries d
where d.state = 'waiting'
  and not exists (select from event_lines l where l.endpoint_id = d.endpoint_id and l.line = d.line)
group by d.endpoint_id
union all
select 'line_without_event', l.endpoint_id, count(*), null
from event_lines l
where not exists (
  select from event_deliveries d
  where d.endpoint_id = l.endpoint_id and d.line = l.line and d.state = 'waiting')
group by l.endpoint_id
union all
select 'endpoint_off', e.id, (select count(*) from event_lines l where l.endpoint_id = e.id), e.off_reason
from event_endpoints e where e.off_at is not null
union all
select 'event_given_up', d.endpoint_id, count(*), (array_agg(d.last_status order by d.event_number desc))[1]::text
from event_deliveries d where d.state = 'failed' group by d.endpoint_id
union all
select 'mail_given_up', m.account_id, count(*), null
from alert_mails m
-- Not what waited for somebody whom the merchant took off the list (set-alert-settings), nor what was over by the time
-- at which a server took mails again (drop-past-mails).
where m.state = 'failed' and coalesce(m.last_error, '') not in (
  'This address gets no alerts any more.', 'It was over before a mail server took it.')
group by m.account_id
union all
select 'mail_waits', m.account_id, count(*), null
from alert_mails m join events v on v.number = m.event_number, late
where m.state = 'waiting' and v.at < late.before group by m.account_id
-- What a platform should have done by now.
union all
select 'batch_waits', b.store_id, count(*), extract(epoch from statement_timestamp() - min(b.created_at))::bigint::text
from batches b join stores s on s.id = b.store_id and s.disconnected_at is null, late
where b.state <> 'settled' and not b.unwanted and b.created_at < late.before group by b.store_id
union all
select 'exchange_late', s.id,
       extract(epoch from statement_timestamp() - coalesce(s.exchanged_at, s.connected_at))::bigint, null
from stores s
where s.platform = 'magento' and s.disconnected_at is null
  and coalesce(s.exchanged_at, s.connected_at) < statement_timestamp() - make_interval(secs => $1::int)
union all
select 'instruction_failed', i.store_id, count(*), (array_agg(i.kind order by i.ended_at desc))[1]
from bridge_instructions i where i.state = 'failed' group by i.store_id
-- Work that nobody does.
union all
select 'upload_stands', u.pool_id, count(*), null
from uploads u, late
where u.status in ('queued', 'reading', 'merging', 'undoing') and coalesce(u.started_at, u.created_at) < late.before
  and not exists (
    select from pgboss.job j
    where j.name in ('import-upload', 'undo-upload') and j.state in ('created', 'retry', 'active') and j.data ->> 'uploadId' = u.id)
group by u.pool_id
union all
select 'replenishing_lost', p.id, 1, null
from pools p
where p.replenish_queued and p.archived_at is null
  and not exists (
    select from pgboss.job j
    where j.name = 'replenish-pool' and j.state in ('created', 'retry', 'active') and j.data ->> 'poolId' = p.id)
union all
select 'erasure_stands', e.store_id, 1, null
from store_erasures e where e.started_at < statement_timestamp() - interval '1 day'
union all
select 'person_waits', r.account_id, count(*), extract(epoch from statement_timestamp() - min(r.received_at))::bigint::text
from privacy_requests r where r.state = 'waiting' and r.received_at < statement_timestamp() - interval '1 day'
group by r.account_id
union all
select 'data_request_late', r.account_id, count(*), null
from privacy_requests r where r.kind = 'data' and r.state = 'open' and r.due_at < statement_timestamp()
group by r.account_id
union all
select 'jobs_wait', j.name, count(*), extract(epoch from statement_timestamp() - min(j.start_after))::bigint::text
from pgboss.job j, late
where j.state in ('created', 'retry') and j.start_after < late.before and j.name not like '\_\_%'
group by j.name
union all
select 'jobs_failed', j.name, count(*), null
from pgboss.job j
where j.state = 'failed' and j.completed_on > statement_timestamp() - interval '3 days' and j.name not like '\_\_%'
group by j.name
order by 1, 2
