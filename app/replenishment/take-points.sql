-- Takes points of a store for one call, or tells the seconds to wait. What the platform said last and what came back
-- since is shared by all processes; calls under way have taken theirs already.
-- The row is locked before it is read: with a snapshot taken before the wait two callers would spend the same points.
-- $1 store id  $2 points  $3 share of the bucket that is left to the pages
with bucket as materialized (
  select store_id, points_max, points_per_second, points_reserved, paused_until, clock_timestamp() as now,
         least(points_max,
               points_available + points_per_second * greatest(0, extract(epoch from clock_timestamp() - told_at))) as points
  from store_paces
  where store_id = $1
  for update
),
wanted as (
  -- A call dearer than the bucket waits for a full one.
  select *, least($2::float8, points_max * (1 - $3::float8)) + points_max * $3::float8 as least_points,
         greatest(0, extract(epoch from paused_until - now)) as pause
  from bucket
),
taken as (
  update store_paces s
  set points_available = w.points - $2, points_reserved = s.points_reserved + $2, told_at = w.now
  from wanted w
  where s.store_id = w.store_id and w.points >= w.least_points and coalesce(w.pause, 0) = 0
  returning 1
)
select case
         when exists (select 1 from taken) then 0
         else greatest(coalesce(pause, 0), (least_points - points) / greatest(points_per_second, 0.001), 0.02)
       end::float8 as wait
from wanted
