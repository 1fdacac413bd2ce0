-- Takes lines that are due under a lease: whoever holds one delivers its events, one after the other.
--
-- Invariants: a line has one holder at a time (the lease is looked at again under the row's lock, so of two that chose
-- the same line one gets it); an endpoint takes up no more than its share of places, and all of those that fail, however
-- many, only some of them, so that dead ones hold up no other. Who has few places taken comes first.
-- Index: event_lines_due_at_idx.
-- $1 now  $2 places  $3 places of one endpoint  $4 seconds of a lease  $5 holder  $6 places of those that fail
with busy as (
  select endpoint_id, count(*) as lines from event_lines where leased_until > $1 group by endpoint_id
),
due as (
  select l.endpoint_id, l.line, l.due_at, e.failing_since is not null as is_failing,
         row_number() over (partition by l.endpoint_id order by l.due_at, l.line) + coalesce(b.lines, 0) as place
  from event_lines l
  join event_endpoints e on e.id = l.endpoint_id and e.off_at is null
  left join busy b on b.endpoint_id = l.endpoint_id
  where l.due_at <= $1 and (l.leased_until is null or l.leased_until <= $1)
),
chosen as (
  select endpoint_id, line
  from (select *, row_number() over (partition by is_failing order by place, due_at) as turn from due where place <= $3) d
  where not is_failing or turn <= $6
  order by is_failing, place, due_at
  limit $2
)
update event_lines l
set holder = $5, leased_until = $1::timestamptz + make_interval(secs => $4)
from chosen c
where l.endpoint_id = c.endpoint_id and l.line = c.line and (l.leased_until is null or l.leased_until <= $1)
returning l.endpoint_id as "endpointId", l.line
