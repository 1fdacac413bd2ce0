import { codeKey } from "#app/codes/code-key.ts";
import { dropCodes } from "#app/codes/drop-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { queueReplenishing } from "#app/pools/queue-replenishing.server.ts";

/**
 * Codes that somebody deleted in a store's shop: those of dynamic pools that are still ready are taken out before they
 * are handed out. Uploaded ones are the merchant's, whom the hourly look tells; assigned ones the merchant meant.
 */
export async function hearDeletions(
  store: { accountId: string; storeId: string },
  codes: readonly string[],
): Promise<void> {
  if (codes.length === 0) return;
  const { accountId, storeId } = store;
  const { rows } = await database().pool.query<{ poolId: string; ids: number[] }>(
    `select c.pool_id as "poolId", array_agg(c.id) as ids
     from codes c join batches b on b.id = c.batch_id
     where c.account_id = $1 and c.code_key = any ($3::text[]) and b.store_id = $2 and c.state = 'available'
     group by c.pool_id order by c.pool_id`,
    [accountId, storeId, codes.map(codeKey)],
  );
  for (const { poolId, ids } of rows) {
    await inTransaction(async (client) => {
      const missing = await dropCodes(client, poolId, ids.map(Number));
      if (missing === 0) return;
      const detail = { missing };
      await appendHistory(client, { accountId, poolId, actor: "system", verb: "codes.missing", detail });
      await queueReplenishing(client, poolId);
    });
  }
}
