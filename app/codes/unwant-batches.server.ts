import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";

const UNWANT = loadSql("codes/unwant-batches.sql");

/**
 * Has batches under way wasted when they arrive, until those left bring at most `keep` codes; answers how many they
 * bring. The caller holds the pool's row.
 */
export async function unwantBatches(
  client: Queryable,
  poolId: string,
  { keep }: { keep: number },
): Promise<number> {
  const { rows } = await client.query<{ wanted: number }>(UNWANT, [poolId, keep]);
  return rows[0]?.wanted ?? 0;
}
