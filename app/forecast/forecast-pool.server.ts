import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { queueReplenishing } from "#app/pools/queue-replenishing.server.ts";
import { busiestHour } from "./busiest-hour.ts";
import { countEnds } from "./count-ends.server.ts";
import { countUse } from "./count-use.server.ts";
import { isDrySoon } from "./is-dry-soon.ts";
import { outlookOf, type PoolOutlook } from "./outlook-of.server.ts";
import { type PoolNow, readPoolNow } from "./read-pool-now.server.ts";

/** A buffer is looked at again when the next hours will use so many times what was forecast before. */
const MORE_TIMES = 1.25;

/**
 * Counts what a pool used, works out when it will run dry, keeps it, and says so on the pool where its low-water mark is
 * one of days; the database tells of that (trigger pools_tell_state). A dynamic pool that will soon be used more is
 * replenished before. Null: there is no such pool, or it is archived.
 */
export async function forecastPool(poolId: string): Promise<PoolOutlook | null> {
  return await inTransaction(async (client) => {
    await hold(client, poolId);
    const pool = await readPoolNow(client, poolId);
    if (!pool) return null;
    await countUse(client, pool);
    const ends = await countEnds(client, pool);
    const outlook = await outlookOf(client, { ...pool, ends });
    const busiest = outlook.model && busiestHour(outlook.model);
    await keep(client, pool, outlook, busiest);
    await sayWhetherSoon(client, pool, outlook);
    if (pool.bufferFixed === null && (busiest ?? 0) > MORE_TIMES * (pool.busiestHour ?? 0)) {
      await queueReplenishing(client, poolId);
    }
    return outlook;
  });
}

/** Two looks at the same pool would write the same hours: one waits for the other. The first is of a row never made. */
async function hold(client: Queryable, poolId: string): Promise<void> {
  await client.query(
    `insert into pool_forecasts (pool_id, made_at, assigned, is_known)
     select id, 'epoch', 0, false from pools where id = $1 and archived_at is null
     on conflict (pool_id) do nothing`,
    [poolId],
  );
  await client.query("select 1 from pool_forecasts where pool_id = $1 for update", [poolId]);
}

async function keep(
  client: Queryable,
  pool: PoolNow,
  outlook: PoolOutlook,
  busiest: number | null,
): Promise<void> {
  await client.query(
    `update pool_forecasts
     set made_at = $2, assigned = $3, remaining = $4, is_known = $5, runs_dry_at = $6, earliest_at = $7, latest_at = $8,
         busiest_hour = $9
     where pool_id = $1`,
    [
      pool.id,
      pool.now,
      pool.assigned,
      pool.remaining,
      outlook.model !== null,
      outlook.at,
      outlook.earliest,
      outlook.latest,
      busiest,
    ],
  );
}

async function sayWhetherSoon(client: Queryable, pool: PoolNow, outlook: PoolOutlook): Promise<void> {
  const isSoon =
    pool.lowWaterUnit === "days" &&
    isDrySoon({ runsDryAt: outlook.at, now: pool.now, days: pool.lowWaterValue, wasSoon: pool.drySoon });
  if (isSoon === pool.drySoon) return;
  await client.query("update pools set dry_soon = $2 where id = $1", [pool.id, isSoon]);
}
