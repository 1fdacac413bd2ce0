import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { poolRemaining } from "#app/pools/pool-row.ts";
import type { LowWaterUnit, PoolType } from "#app/pools/pool-view.ts";
import { countUse } from "./count-use.server.ts";
import { isDrySoon } from "./is-dry-soon.ts";
import { MODEL_DAYS, modelUse, type UseModel } from "./model-use.ts";
import { readPlanned } from "./read-planned.server.ts";
import { type Outlook, type PlannedUse, runsDry } from "./runs-dry.ts";

const HOUR_MS = 3_600_000;

interface PoolNow extends Record<string, unknown> {
  type: PoolType;
  limit: number | null;
  available: number;
  assigned: number;
  nextExpiryAt: Date | null;
  createdAt: Date;
  lowWaterUnit: LowWaterUnit;
  lowWaterValue: number;
  drySoon: boolean;
  now: Date;
  lookedAt: Date | null;
}

/** What stands behind a pool's forecast; model null: too little is known. */
export interface PoolOutlook extends Outlook {
  remaining: number | null;
  now: Date;
  model: UseModel | null;
  planned: readonly PlannedUse[];
}

const NEVER: Outlook = { at: null, earliest: null, latest: null };

/**
 * Works out when a pool will run dry, keeps it, and says so on the pool where its low-water mark is one of days; the
 * database tells of that (trigger pools_tell_state). Null: there is no such pool, or it is archived.
 */
export async function forecastPool(poolId: string): Promise<PoolOutlook | null> {
  return await inTransaction(async (client) => {
    const { rows } = await client.query<PoolNow>(
      `select p.type, p.assign_limit as "limit", p.available, p.assigned, p.next_expiry_at as "nextExpiryAt",
              p.created_at as "createdAt", p.low_water_unit as "lowWaterUnit", p.low_water_value as "lowWaterValue",
              p.dry_soon as "drySoon", statement_timestamp() as now, f.made_at as "lookedAt"
       from pools p left join pool_forecasts f on f.pool_id = p.id
       where p.id = $1 and p.archived_at is null`,
      [poolId],
    );
    const [pool] = rows;
    if (!pool) return null;
    const remaining = poolRemaining(pool);
    await countUse(client, { ...pool, id: poolId, remaining });
    const model = await readModel(client, poolId, pool);
    const planned = remaining === null ? [] : await readPlanned(client, { ...pool, id: poolId });
    const outlook =
      remaining === null || !model ? NEVER : runsDry({ remaining, now: pool.now, model, planned });
    await keep(client, poolId, { ...pool, ...outlook, remaining, isKnown: model !== null });
    await sayWhetherSoon(client, poolId, pool, outlook);
    return { ...outlook, remaining, now: pool.now, model, planned };
  });
}

async function readModel(client: Queryable, poolId: string, pool: PoolNow): Promise<UseModel | null> {
  const thisHour = Math.floor(pool.now.getTime() / HOUR_MS);
  const { rows } = await client.query<{ hour: Date; used: number }>(
    `select hour, assigned as used from pool_use
     where pool_id = $1 and assigned > 0 and hour >= $2::timestamptz - make_interval(days => $3)`,
    [poolId, pool.now, MODEL_DAYS],
  );
  const hours = rows.map(({ hour, used }) => ({
    // Of the hour that is not over nobody knows how much is still to come.
    hoursAgo: thisHour - 1 - Math.floor(hour.getTime() / HOUR_MS),
    used,
  }));
  const firstHour = Math.ceil(pool.createdAt.getTime() / HOUR_MS);
  return modelUse(
    hours.filter(({ hoursAgo }) => hoursAgo >= 0),
    Math.max(0, thisHour - firstHour),
  );
}

async function keep(
  client: Queryable,
  poolId: string,
  made: Outlook & { now: Date; assigned: number; remaining: number | null; isKnown: boolean },
): Promise<void> {
  await client.query(
    `insert into pool_forecasts (pool_id, made_at, assigned, remaining, is_known, runs_dry_at, earliest_at, latest_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (pool_id) do update
     set made_at = excluded.made_at, assigned = excluded.assigned, remaining = excluded.remaining,
         is_known = excluded.is_known, runs_dry_at = excluded.runs_dry_at, earliest_at = excluded.earliest_at,
         latest_at = excluded.latest_at`,
    [poolId, made.now, made.assigned, made.remaining, made.isKnown, made.at, made.earliest, made.latest],
  );
}

async function sayWhetherSoon(
  client: Queryable,
  poolId: string,
  pool: PoolNow,
  outlook: Outlook,
): Promise<void> {
  const isSoon =
    pool.lowWaterUnit === "days" &&
    isDrySoon({ runsDryAt: outlook.at, now: pool.now, days: pool.lowWaterValue, wasSoon: pool.drySoon });
  if (isSoon === pool.drySoon) return;
  await client.query("update pools set dry_soon = $2 where id = $1", [poolId, isSoon]);
}
