import { voidCode } from "#app/codes/void-code.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { queueReplenishing } from "#app/pools/queue-replenishing.server.ts";

interface VoidRequest {
  accountId: string;
  /** Who asks, for the history. */
  actor: string;
  codeId: number;
}

interface VoidedCode {
  inShop: "is deleted" | "stays";
}

/**
 * Marks a code void: it is handed out no more, and whoever got it holds it no longer, so that a pool which gives a
 * contact one code gives another. A code that was made for a dynamic pool is deleted in the shop; what a merchant
 * uploaded is the merchant's, and goes on working there. Refusals: `not_found`, and `invalid_request` for a state that
 * does not allow it.
 */
export async function markVoid(request: VoidRequest): Promise<Result<VoidedCode>> {
  return await inTransaction(async (client) => await markVoidIn(client, request));
}

/** The same in the caller's transaction. */
export async function markVoidIn(client: Queryable, request: VoidRequest): Promise<Result<VoidedCode>> {
  const { accountId, actor, codeId } = request;
  const { rows } = await client.query<{ poolId: string }>(
    `select pool_id as "poolId" from codes where id = $1 and account_id = $2`,
    [codeId, accountId],
  );
  const [code] = rows;
  if (!code) return refuse("not_found", "There is no such code.");
  const { poolId } = code;
  // In a statement of its own, as a claim does.
  await client.query("select from pools where id = $1 for update", [poolId]);
  const voided = await voidCode(client, poolId, codeId);
  if (!voided) return refuse("invalid_request", await reasonOf(client, codeId));
  if (voided.storeId) await sendJob(client, "delete-wasted", { storeId: voided.storeId });
  // A limit has room again, and a buffer one code less.
  await queueReplenishing(client, poolId);
  await appendHistory(client, {
    accountId,
    poolId,
    actor,
    verb: "code.voided",
    detail: { before: BEFORE[voided.before] },
  });
  return succeed({ inShop: voided.storeId ? "is deleted" : "stays" });
}

async function reasonOf(client: Queryable, codeId: number): Promise<string> {
  const { rows } = await client.query<{ state: string }>("select state::text from codes where id = $1", [
    codeId,
  ]);
  return REASONS[rows[0]?.state ?? ""] ?? NO_MORE;
}

const BEFORE = {
  available: "had not been assigned",
  assigned: "had been assigned",
  quarantined: "had been given back",
} as const;

const REASONS: Record<string, string> = {
  redeemed: "This code was used in an order already, so it cannot be marked void.",
  pending: "This code is still being made. Try again in a minute.",
};
const NO_MORE = "This code is handed out no more already.";
