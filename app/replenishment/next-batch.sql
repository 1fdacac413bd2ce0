-- The batch of a store to work on next: what was sent already first, then that of the most urgent pool, the one whose
-- ready codes last shortest at its rate of use; within a pool the group that is needed first. A group that the platform
-- refused waits for an edit or an hour. Index: batches_store_id_state_created_at_idx.
-- $1 store id  $2 batch ids under way  $3 hours  $4 group ids whose discount is being made
select b.id, g.id as "groupId", g.discount_id is null as "needsDiscount",
       (select points_per_second from store_paces where store_id = $1) as "pointsPerSecond"
from batches b
join pools p on p.id = b.pool_id
join groups g on g.id = b.group_id
left join pool_rates r on r.pool_id = p.id
where b.store_id = $1 and b.state in ('pending', 'submitted') and not b.awaits_exchange
  and b.id <> all ($2::text[]) and b.group_id <> all ($4::text[])
  and coalesce(p.unavailable_reason, '') not in ('disconnected', 'reconnect_needed', 'scopes_missing', 'shop_frozen')
  and (g.refusal is null or g.state in ('ended', 'deleted') or g.refused_at < statement_timestamp() - make_interval(hours => $3))
order by b.state desc,
         p.available / greatest(r.rate_per_second, 0.0001),
         g.ends_at nulls first,
         b.created_at, b.id
limit 1
