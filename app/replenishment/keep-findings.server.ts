import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import type { RefusedCode } from "#app/pools/refused-codes.ts";

/**
 * Keeps what a look at a static pool's codes found, in place of the look before; the history tells when codes begin
 * to be refused and when they cease to.
 */
export async function keepFindings(request: {
  accountId: string;
  poolId: string;
  storeId: string;
  looked: number;
  refused: readonly RefusedCode[];
}): Promise<void> {
  const { accountId, poolId, storeId, looked, refused } = request;
  await inTransaction(async (client) => {
    await client.query(
      "insert into pool_checks (pool_id, store_id) values ($1, $2) on conflict (pool_id, store_id) do nothing",
      [poolId, storeId],
    );
    const { rows } = await client.query<{ refused: number }>(
      "select refused from pool_checks where pool_id = $1 and store_id = $2 for update",
      [poolId, storeId],
    );
    await client.query(
      `update pool_checks
       set checked_at = clock_timestamp(), looked = $3, refused = $4, findings = $5::jsonb, trouble = null
       where pool_id = $1 and store_id = $2`,
      [poolId, storeId, looked, refused.length, JSON.stringify(refused)],
    );
    const before = rows[0]?.refused ?? 0;
    if (before > 0 === refused.length > 0) return;
    const entry = { accountId, poolId, actor: "system" };
    if (refused.length > 0) {
      const detail = { looked, refused: refused.length };
      await appendHistory(client, { ...entry, verb: "codes.refused", detail });
    } else await appendHistory(client, { ...entry, verb: "codes.accepted", detail: { looked } });
  });
}
