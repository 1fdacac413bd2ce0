import type { Queryable } from "#app/db/queryable.ts";
import { FORECAST_DAYS, type PlannedUse } from "./runs-dry.ts";

/** Uploads give their codes one end or a few; of more ends the first count. */
const ENDS_MAX = 50;

/** What is known to happen to a pool: broadcasts that were announced, and codes that expire. */
export async function readPlanned(
  client: Queryable,
  pool: { id: string; available: number; nextExpiryAt: Date | null; now: Date },
): Promise<PlannedUse[]> {
  const { rows: broadcasts } = await client.query<PlannedUse & Record<string, unknown>>(
    `select "by" as at, quantity - claimed as codes from preparations
     where pool_id = $1 and quantity > claimed and "by" > $2`,
    [pool.id, pool.now],
  );
  return [...broadcasts, ...(await readEnds(client, pool))].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
}

/** Index: codes_pool_id_expires_at_idx; most pools are passed over by their next_expiry_at. */
async function readEnds(
  client: Queryable,
  pool: { id: string; available: number; nextExpiryAt: Date | null; now: Date },
): Promise<PlannedUse[]> {
  const horizon = new Date(pool.now.getTime() + FORECAST_DAYS * 86_400_000);
  if (!pool.nextExpiryAt || pool.nextExpiryAt > horizon) return [];
  const { rows } = await client.query<{ at: Date; codes: number }>(
    `select expires_at - make_interval(secs => p.min_validity_seconds) as at, count(*)::int as codes
     from codes c join pools p on p.id = c.pool_id
     where c.pool_id = $1 and c.state = 'available' and c.expires_at < $2
     group by 1 order by 1 limit ${ENDS_MAX}`,
    [pool.id, horizon],
  );
  let left = pool.available;
  return rows.map(({ at, codes }) => {
    const share = left > 0 ? Math.min(1, codes / left) : 0;
    left -= codes;
    return { at, codes: 0, share };
  });
}
