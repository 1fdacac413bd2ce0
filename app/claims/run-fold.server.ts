import { inTransaction } from "#app/db/in-transaction.server.ts";
import { answerFold, type FoldResult } from "./answer-fold.server.ts";
import type { FoldRequest } from "./fold.ts";

// One plan for every size of fold, by the indexes alone: planning this statement costs more than running it for
// a few recipients. The plan may be made while the tables are nearly empty, so what is right for large ones is not
// left to their statistics: look-ups by index ("lateral ... limit 1" in the statement), joins of one list of the
// fold with another by hash or merge. Without this, a fold of 5,000 took 1.2 s in a young database, now 0.15 s.
export const PLAN_SETTINGS = [
  "set local plan_cache_mode = force_generic_plan",
  "set local enable_seqscan = off",
  "set local enable_bitmapscan = off",
  "set local enable_nestloop = off",
  "set local jit = off",
].join("; ");

/**
 * Answers several requests for one pool in one transaction and returns after its commit.
 * No key may stand twice in a fold.
 */
export async function runFold(poolId: string, requests: readonly FoldRequest[]): Promise<FoldResult> {
  return await inTransaction(
    async (client) => await answerFold(client, poolId, requests),
    `begin; ${PLAN_SETTINGS}`,
  );
}
