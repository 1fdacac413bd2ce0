import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import type { PoolDetail } from "./pool-view.ts";
import { readPoolDetail } from "./read-pool-detail.server.ts";

/** Takes a pool out of use: claims are refused, everything is kept. Harmless when repeated. Refusals: `not_found`. */
export async function archivePool(request: {
  accountId: string;
  poolId: string;
  actor: string;
}): Promise<Result<PoolDetail>> {
  const { accountId, poolId, actor } = request;
  await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `update pools set archived_at = statement_timestamp(), updated_at = statement_timestamp()
       where id = $1 and account_id = $2 and archived_at is null`,
      [poolId, accountId],
    );
    if (rowCount) await appendHistory(client, { accountId, poolId, actor, verb: "pool.archived" });
  });
  const pool = await readPoolDetail({ accountId, poolId });
  return pool ? succeed(pool) : refuse("not_found", "This pool does not exist.");
}
