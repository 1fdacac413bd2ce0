import type { Queryable } from "#app/db/queryable.ts";
import { MODEL_DAYS } from "./model-use.ts";
import type { PoolNow } from "./read-pool-now.server.ts";

/** Claims that were being written while the last look was made are counted by the next. */
const LOOKED_AT_AGAIN_HOURS = 1;

/**
 * Counts the codes that a pool assigned by the hour, from the hour before the last look on: of a pool that was never
 * looked at, four weeks. Index: claims_pool_id_claimed_at_idx.
 */
export async function countUse(client: Queryable, pool: PoolNow): Promise<void> {
  await client.query(
    `insert into pool_use (pool_id, hour, assigned)
     select $1, date_trunc('hour', claimed_at, 'UTC'), count(*)
     from claims
     where pool_id = $1 and outcome = 'assigned' and released_at is null
       and claimed_at >= date_trunc('hour', greatest(
             $3::timestamptz - make_interval(hours => $4), $2::timestamptz - make_interval(days => $5)), 'UTC')
     group by 2
     on conflict (pool_id, hour) do update set assigned = excluded.assigned`,
    [pool.id, pool.now, pool.lookedAt, LOOKED_AT_AGAIN_HOURS, MODEL_DAYS],
  );
  if (pool.remaining === null) return;
  await client.query(
    `insert into pool_use (pool_id, hour, remaining) values ($1, date_trunc('hour', $2::timestamptz, 'UTC'), $3)
     on conflict (pool_id, hour) do update set remaining = excluded.remaining`,
    [pool.id, pool.now, pool.remaining],
  );
}
