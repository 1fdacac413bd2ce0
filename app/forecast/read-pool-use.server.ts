import { database } from "#app/db/database.server.ts";
import { forecastPool } from "./forecast-pool.server.ts";
import { outlookOf, type PoolOutlook } from "./outlook-of.server.ts";
import type { ForecastPoint, PoolUseView } from "./pool-use-view.ts";
import { readPoolNow } from "./read-pool-now.server.ts";
import { remainingAhead } from "./runs-dry.ts";

/** Days that are shown of the past. */
export const USE_DAYS = 30;
/** As far as the pool's page draws the forecast, if the pool lasts longer. */
const AHEAD_HOURS = 30 * 24;
const POINTS_AHEAD = 60;
const HOUR_MS = 3_600_000;

/**
 * What a pool used in the last days, as last counted, and when what remains now will be used; null: archived, or gone.
 * Only the first look at a pool counts.
 */
export async function readPoolUse(request: {
  poolId: string;
  timeZone: string;
}): Promise<PoolUseView | null> {
  const { poolId, timeZone } = request;
  const { pool: sql } = database();
  const pool = await readPoolNow(sql, poolId);
  if (!pool) return null;
  const outlook = pool.lookedAt ? await outlookOf(sql, pool) : await forecastPool(poolId);
  if (!outlook) return null;
  const [{ rows: remaining }, { rows: days }] = await Promise.all([
    sql.query<{ at: Date; remaining: number }>(
      `select hour + interval '1 hour' as at, remaining from pool_use
       where pool_id = $1 and remaining is not null
         and hour > $2::timestamptz - make_interval(days => ${USE_DAYS}) and hour + interval '1 hour' <= $2
       order by hour`,
      [poolId, outlook.now],
    ),
    sql.query<PoolUseView["days"][number] & Record<string, unknown>>(
      `select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(sum(u.assigned), 0)::int as assigned,
              (array_agg(u.remaining order by u.hour desc) filter (where u.remaining is not null))[1] as remaining
       from generate_series(0, ${USE_DAYS - 1}) as n
       cross join lateral (select ($2::timestamptz at time zone $3)::date - n as day) d
       left join pool_use u on u.pool_id = $1
         and u.hour >= (d.day::timestamp at time zone $3) and u.hour < ((d.day + 1)::timestamp at time zone $3)
       group by d.day order by d.day`,
      [poolId, outlook.now, timeZone],
    ),
  ]);
  return {
    now: outlook.now.toISOString(),
    outlook: viewOf(outlook),
    remaining: [
      ...remaining,
      ...(outlook.remaining === null ? [] : [{ at: outlook.now, remaining: outlook.remaining }]),
    ].map(({ at, remaining: left }) => ({ at: at.toISOString(), remaining: left })),
    forecast: pointsAhead(outlook),
    days,
  };
}

function viewOf({ remaining, model, at, earliest, latest }: PoolOutlook): PoolUseView["outlook"] {
  if (remaining === null || remaining === 0) return null;
  return {
    kind: !model ? "unknown" : at ? "soon" : "later",
    at: at?.toISOString() ?? null,
    earliest: earliest?.toISOString() ?? null,
    latest: latest?.toISOString() ?? null,
  };
}

function pointsAhead(pool: PoolOutlook): ForecastPoint[] {
  const { model, remaining, now, planned } = pool;
  if (!model || !remaining) return [];
  const known = { remaining, now, model, planned };
  const probably = remainingAhead(known);
  const least = remainingAhead(known, 1 + model.spread);
  const most = remainingAhead(known, 1 - model.spread);
  const hours = Math.min(AHEAD_HOURS, Math.max(24, Math.ceil(probably.length * 1.2)));
  const step = Math.max(1, Math.round(hours / POINTS_AHEAD));
  const points: ForecastPoint[] = [{ at: now.toISOString(), remaining, least: remaining, most: remaining }];
  for (let hour = step; hour <= hours; hour += step) {
    points.push({
      at: new Date(now.getTime() + hour * HOUR_MS).toISOString(),
      remaining: Math.round(probably[hour - 1] ?? 0),
      least: Math.round(least[hour - 1] ?? 0),
      most: Math.round(most[hour - 1] ?? 0),
    });
  }
  return points;
}
