import type { Queryable } from "#app/db/queryable.ts";
import { readBusiestHour } from "#app/forecast/read-busiest-hour.server.ts";
import { type HourOfUse, sampleRate } from "./use-rate.ts";

/** The use of a pool, as far as its buffer depends on it. */
export interface PoolUse {
  /** Of late. */
  ratePerSecond: number;
  /** Codes that the busiest of the next hours may use; 0 where that is not known. */
  busiestHour: number;
  /** What it used in the hours of the last eight days, those without use left out. */
  hours: HourOfUse[];
  /** From writing a batch until its codes were ready, of the last few batches; the guess for a new pool. */
  confirmSeconds: number;
}

const DAYS_KEPT = 8;
const BATCHES_ASKED = 5;
const CONFIRM_SECONDS_GUESS = 10;

/**
 * Looks at how many codes of a pool were used since the last look, remembers it by the hour, and tells its rate.
 * Reads the pool's counters, never its claims. The caller holds the pool's row.
 */
export async function sampleUse(
  client: Queryable,
  pool: { id: string; used: number; now: Date },
): Promise<PoolUse> {
  const { rows: known } = await client.query<{ used: number; at: Date; ratePerSecond: number }>(
    `select used, sampled_at as at, rate_per_second as "ratePerSecond" from pool_rates where pool_id = $1`,
    [pool.id],
  );
  const last = known[0] ?? { used: 0, at: pool.now, ratePerSecond: 0 };
  const sample = sampleRate(last, { used: pool.used, at: pool.now });
  if (sample || !known[0]) {
    const { used, at, ratePerSecond } = sample ?? last;
    await client.query(
      `insert into pool_rates (pool_id, used, sampled_at, rate_per_second) values ($1, $2, $3, $4)
       on conflict (pool_id) do update
       set used = excluded.used, sampled_at = excluded.sampled_at, rate_per_second = excluded.rate_per_second`,
      [pool.id, used, at, ratePerSecond],
    );
    if (used > last.used) await rememberHour(client, pool.id, at, used - last.used);
  }
  const { rows: hours } = await client.query<HourOfUse & Record<string, unknown>>(
    "select hour, used from pool_hours where pool_id = $1 and hour > $2::timestamptz - make_interval(days => $3)",
    [pool.id, pool.now, DAYS_KEPT],
  );
  return {
    ratePerSecond: (sample ?? last).ratePerSecond,
    busiestHour: await readBusiestHour(client, pool),
    hours,
    confirmSeconds: await confirmSeconds(client, pool.id),
  };
}

async function rememberHour(client: Queryable, poolId: string, at: Date, used: number): Promise<void> {
  await client.query(
    `with old as (
       delete from pool_hours where pool_id = $1 and hour < $2::timestamptz - make_interval(days => $4)
     )
     insert into pool_hours (pool_id, hour, used) values ($1, date_trunc('hour', $2::timestamptz), $3)
     on conflict (pool_id, hour) do update set used = pool_hours.used + excluded.used`,
    [poolId, at, used, DAYS_KEPT],
  );
}

/** Index: batches_pool_id_created_at_idx. */
async function confirmSeconds(client: Queryable, poolId: string): Promise<number> {
  const { rows } = await client.query<{ seconds: number | null }>(
    `select avg(greatest(0, extract(epoch from settled_at - created_at)))::float8 as seconds
     from (
       select settled_at, created_at from batches
       where pool_id = $1 and state = 'settled' order by created_at desc limit $2
     ) newest`,
    [poolId, BATCHES_ASKED],
  );
  return rows[0]?.seconds ?? CONFIRM_SECONDS_GUESS;
}
