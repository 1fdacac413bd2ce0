import { RESERVES } from "#app/campaigns/open-preparations.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import type { PoolNow } from "./read-pool-now.server.ts";
import type { PlannedUse } from "./runs-dry.ts";

/**
 * What is known to happen to a pool: broadcasts that were announced, those that are being sent among them, and codes
 * that expire, as they were last counted.
 */
export async function readPlanned(client: Queryable, pool: PoolNow): Promise<PlannedUse[]> {
  const { rows: broadcasts } = await client.query<PlannedUse & Record<string, unknown>>(
    `select greatest("by", $2::timestamptz) as at, quantity - claimed as codes
     from preparations where pool_id = $1 and ${RESERVES}`,
    [pool.id, pool.now],
  );
  const ends = (pool.ends ?? []).map(({ expiresAt, share }) => ({
    at: new Date(Date.parse(expiresAt) - pool.minValiditySeconds * 1_000),
    codes: 0,
    share,
  }));
  return [...broadcasts, ...ends.filter(({ at }) => at > pool.now)].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
}
