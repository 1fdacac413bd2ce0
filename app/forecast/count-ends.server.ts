import type { Queryable } from "#app/db/queryable.ts";
import type { CodesEnd, PoolNow } from "./read-pool-now.server.ts";
import { FORECAST_DAYS } from "./runs-dry.ts";

/** Uploads give their codes one end or a few; of more ends the first count. */
const ENDS_MAX = 50;
/** Counting so many codes costs so little that it is done at every look. */
const FEW_CODES = 50_000;
const COUNT_AGAIN_HOURS = 24;
const HOUR_MS = 3_600_000;

/**
 * Counts which share of a static pool's codes expires when, and keeps it; of a large pool only when codes were added, and
 * once a day: the shares hardly move meanwhile. Index: codes_pool_id_expires_at_idx; most pools are passed over by their
 * next_expiry_at. Codes of a dynamic pool that expire are made again, and take nothing from its limit.
 */
export async function countEnds(client: Queryable, pool: PoolNow): Promise<CodesEnd[]> {
  const horizon = new Date(pool.now.getTime() + FORECAST_DAYS * 24 * HOUR_MS);
  if (pool.type === "dynamic" || !pool.nextExpiryAt || pool.nextExpiryAt > horizon) {
    return await keep(client, pool, []);
  }
  const { ends, endsAdded, endsCountedAt, available } = pool;
  const isOld = !endsCountedAt || pool.now.getTime() - endsCountedAt.getTime() > COUNT_AGAIN_HOURS * HOUR_MS;
  if (ends && !isOld && endsAdded === pool.added && available > FEW_CODES) return ends;
  const { rows } = await client.query<{ expiresAt: Date; codes: number }>(
    `select expires_at as "expiresAt", count(*)::int as codes
     from codes where pool_id = $1 and state = 'available' and expires_at < $2
     group by 1 order by 1 limit ${ENDS_MAX}`,
    [pool.id, horizon],
  );
  let left = available;
  const counted = rows.map(({ expiresAt, codes }) => {
    const share = left > 0 ? Math.min(1, codes / left) : 0;
    left -= codes;
    return { expiresAt: expiresAt.toISOString(), share };
  });
  return await keep(client, pool, counted);
}

async function keep(client: Queryable, pool: PoolNow, ends: CodesEnd[]): Promise<CodesEnd[]> {
  await client.query(
    "update pool_forecasts set ends = $2, ends_added = $3, ends_counted_at = $4 where pool_id = $1",
    [pool.id, JSON.stringify(ends), pool.added, pool.now],
  );
  return ends;
}
