import type { Queryable } from "#app/db/queryable.ts";
import { MODEL_DAYS, modelUse, type UseModel } from "./model-use.ts";
import { readPlanned } from "./read-planned.server.ts";
import type { PoolNow } from "./read-pool-now.server.ts";
import { type Outlook, type PlannedUse, runsDry } from "./runs-dry.ts";

const HOUR_MS = 3_600_000;

/** What stands behind a pool's forecast; model null: too little is known. */
export interface PoolOutlook extends Outlook {
  remaining: number | null;
  now: Date;
  model: UseModel | null;
  planned: readonly PlannedUse[];
}

const NEVER: Outlook = { at: null, earliest: null, latest: null };

/** When a pool will run dry, from what was counted of it. Writes nothing, and reads no claim and no code. */
export async function outlookOf(client: Queryable, pool: PoolNow): Promise<PoolOutlook> {
  const { remaining, now } = pool;
  const model = await readModel(client, pool);
  const planned = remaining === null ? [] : await readPlanned(client, pool);
  const outlook = remaining === null || !model ? NEVER : runsDry({ remaining, now, model, planned });
  return { ...outlook, remaining, now, model, planned };
}

async function readModel(client: Queryable, pool: PoolNow): Promise<UseModel | null> {
  const thisHour = Math.floor(pool.now.getTime() / HOUR_MS);
  const { rows } = await client.query<{ hour: Date; used: number }>(
    `select hour, assigned as used from pool_use
     where pool_id = $1 and assigned > 0 and hour >= $2::timestamptz - make_interval(days => $3)`,
    [pool.id, pool.now, MODEL_DAYS],
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
