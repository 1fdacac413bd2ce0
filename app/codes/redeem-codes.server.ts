import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";

const REDEEM = loadSql("codes/redeem-codes.sql");

/**
 * Moves codes to what their orders say: `used` have an order that stands, `unused` only cancelled ones. The caller
 * holds the rows of their pools. Repeating it changes nothing.
 */
export async function redeemCodes(
  client: Queryable,
  codes: { used: readonly number[]; unused: readonly number[] },
): Promise<void> {
  if (codes.used.length + codes.unused.length === 0) return;
  await client.query(REDEEM, [codes.used, codes.unused]);
}
