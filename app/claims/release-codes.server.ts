import { inTransaction } from "#app/db/in-transaction.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { findPoolId } from "#app/pools/find-pool-id.server.ts";
import { queueReplenishing } from "#app/pools/queue-replenishing.server.ts";

const RELEASE = loadSql("claims/release-claims.sql");

const RELEASE_RESULTS = [
  "released",
  "already_released",
  "nothing_to_release",
  "redeemed",
  "too_late",
  "held_by_another_key",
  "unknown",
] as const;
export type ReleaseResult = (typeof RELEASE_RESULTS)[number];

/**
 * Takes back the codes of messages that were not sent; each key is spent. Harmless when repeated. A code of a
 * dynamic pool becomes void, and a limit counts it no longer.
 * Refusals: `not_found`, `release_not_allowed`.
 */
export async function releaseCodes(request: {
  accountId: string;
  /** Who asks, for the history. */
  actor: string;
  pool: string;
  keys: readonly string[];
}): Promise<Result<{ results: { key: string; result: ReleaseResult }[] }>> {
  const poolId = await findPoolId(request.accountId, request.pool);
  if (!poolId) return refuse("not_found", "This account has no pool with that id or handle.");
  const keys = [...new Set(request.keys)];
  return await inTransaction(async (client) => {
    const { rows: pools } = await client.query<{ isAllowed: boolean; isLimited: boolean }>(
      `select release_allowed as "isAllowed", assign_limit is not null as "isLimited"
       from pools where id = $1 for update`,
      [poolId],
    );
    if (!pools[0]?.isAllowed) {
      return refuse(
        "release_not_allowed",
        "Allow the release of unsent codes in the settings of this pool first.",
      );
    }
    const { rows } = await client.query<{ key: string; result: ReleaseResult }>(RELEASE, [poolId, keys]);
    const released = rows.filter(({ result }) => result === "released").length;
    if (released > 0) {
      const { accountId, actor } = request;
      // The limit has room again, and nobody may claim to find that out.
      if (pools[0].isLimited) await queueReplenishing(client, poolId);
      await appendHistory(client, {
        accountId,
        poolId,
        actor,
        verb: "claims.released",
        detail: { released },
      });
    }
    return succeed({ results: inOrder(request.keys, rows) });
  });
}

/** One result per key as asked; a key named twice was released the first time. */
function inOrder(
  keys: readonly string[],
  rows: { key: string; result: ReleaseResult }[],
): { key: string; result: ReleaseResult }[] {
  const results = new Map(rows.map(({ key, result }) => [key, result]));
  return keys.map((key) => {
    const result = results.get(key);
    if (!result) throw new Error("A release left a key without a result.");
    const isSpentNow = result === "released" || result === "held_by_another_key";
    if (isSpentNow) results.set(key, "already_released");
    return { key, result };
  });
}
