import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";

const WASTE = loadSql("codes/waste-codes.sql");

/**
 * Takes ready codes out of a dynamic pool that may not be handed out any more, all but `keep`, and answers how many;
 * they are deleted on the platform. The caller holds the pool's row.
 */
export async function wasteCodes(
  client: Queryable,
  poolId: string,
  { keep }: { keep: number },
): Promise<number> {
  const { rows } = await client.query<{ wasted: number }>(WASTE, [poolId, keep]);
  return rows[0]?.wasted ?? 0;
}
