import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";

const VOID = loadSql("codes/void-code.sql");

/**
 * Takes one code out for good. The caller holds the pool's row. Answers what it was before, and the store that holds
 * it and is to delete it; null when its state does not allow it.
 */
export async function voidCode(
  client: Queryable,
  poolId: string,
  codeId: number,
): Promise<{ before: "available" | "assigned" | "quarantined"; storeId: string | null } | null> {
  const { rows } = await client.query<{
    before: "available" | "assigned" | "quarantined";
    storeId: string | null;
  }>(VOID, [poolId, codeId]);
  return rows[0] ?? null;
}
