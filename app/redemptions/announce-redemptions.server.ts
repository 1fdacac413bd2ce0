import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";

const ANNOUNCE = loadSql("redemptions/announce-redemptions.sql");

/** Makes events of orders that redeemed these codes and were not told yet. In the caller's transaction. */
export async function announceRedemptions(
  client: Queryable,
  storeId: string,
  codeIds: readonly number[],
): Promise<void> {
  await client.query(ANNOUNCE, [storeId, codeIds]);
}
