import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import type { HistoryVerb } from "#app/history/history-verbs.ts";
import type { PoolDetail } from "./pool-view.ts";
import { readPoolDetail } from "./read-pool-detail.server.ts";

/** Runs the statement that archives or restores, and tells the history if it changed something. */
export async function changeArchived(request: {
  accountId: string;
  poolId: string;
  actor: string;
  statement: string;
  verb: HistoryVerb;
}): Promise<Result<PoolDetail>> {
  const { accountId, poolId, actor, verb } = request;
  await inTransaction(async (client) => {
    const { rowCount } = await client.query(request.statement, [poolId, accountId]);
    if (rowCount) await appendHistory(client, { accountId, poolId, actor, verb });
  });
  const pool = await readPoolDetail({ accountId, poolId });
  return pool ? succeed(pool) : refuse("not_found", "This pool does not exist.");
}
