-- What the metrics say of the database, in one row, by one snapshot. Reads the rows of pools, stores and endpoints, and
-- of what waits only what waits. Indexes: batches_unsettled_idx, event_deliveries_waiting_idx, alert_mails_waiting_idx.
-- $1 seconds after which a Magento store is late
select
  (select coalesce(json_agg(r), '[]') from (
     select type, stock as status, count(*) as pools from pools where archived_at is null group by 1, 2
   ) r) as pools,
  (select coalesce(json_agg(r), '[]') from (
     select s.platform, sum(p.available) as ready, sum(p.pending) as pending, sum(p.buffer_target) as wanted,
            count(*) filter (where p.available * 2 < p.buffer_target) as short
     from pools p join templates t on t.id = p.template_id join stores s on s.id = t.store_id
     where p.type = 'dynamic' and p.archived_at is null and p.unavailable_reason is null
     group by 1
   ) r) as buffers,
  (select coalesce(json_agg(r), '[]') from (
     select s.platform, extract(epoch from statement_timestamp() - min(b.created_at)) as seconds
     from batches b join stores s on s.id = b.store_id
     where b.state <> 'settled' and not b.unwanted and s.disconnected_at is null
     group by 1
   ) r) as lags,
  (select json_build_object('late', count(*) filter (where seconds >= $1::int),
                            'onTime', count(*) filter (where seconds < $1), 'lag', coalesce(max(seconds), 0))
   from (
     select extract(epoch from statement_timestamp() - coalesce(exchanged_at, connected_at)) as seconds
     from stores where platform = 'magento' and disconnected_at is null
   ) s) as exchanges,
  (select json_build_object('off', count(*) filter (where off_at is not null),
                            'failing', count(*) filter (where off_at is null and failing_since is not null),
                            'working', count(*) filter (where off_at is null and failing_since is null))
   from event_endpoints) as endpoints,
  (select json_build_object('lines', count(*),
                            'oldest', coalesce(extract(epoch from statement_timestamp() - min(w.at)), 0))
   from event_lines l
   join event_endpoints e on e.id = l.endpoint_id and e.off_at is null
   cross join lateral (
     select v.at from event_deliveries d join events v on v.number = d.event_number
     where d.endpoint_id = l.endpoint_id and d.line = l.line and d.state = 'waiting'
     order by d.event_number limit 1
   ) w) as events,
  (select json_build_object('waiting', count(*),
                            'oldest', coalesce(extract(epoch from statement_timestamp() - min(v.at)), 0))
   from alert_mails m join events v on v.number = m.event_number where m.state = 'waiting') as mails
