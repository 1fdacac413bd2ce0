import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";

const DROP = loadSql("codes/drop-codes.sql");

/**
 * Takes ready codes out of a pool that the platform turned out not to have, as far as they are still ready, and
 * answers how many. In the caller's transaction, which must be short: it locks the pool's row.
 */
export async function dropCodes(
  client: Queryable,
  poolId: string,
  codeIds: readonly number[],
): Promise<number> {
  // In a statement of its own, as a claim does.
  await client.query("select from pools where id = $1 for update", [poolId]);
  const { rows } = await client.query<{ dropped: number }>(DROP, [poolId, codeIds]);
  return rows[0]?.dropped ?? 0;
}
