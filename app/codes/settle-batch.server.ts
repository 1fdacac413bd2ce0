import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { codeKey } from "./code-key.ts";

const SETTLE = loadSql("codes/settle-batch.sql");

/** What became of a code, once all doubt is gone: it is ours on the platform, or it never will be. */
export interface SettledCode {
  code: string;
  kind: "created" | "rejected";
  /** The platform's number of a created code, where it was told. */
  platformNo: number | null;
}

export interface SettledBatch extends Record<string, unknown> {
  /** Codes that became claimable, codes that nobody wants any more, and codes thrown away, by this call. */
  confirmed: number;
  wasted: number;
  rejected: number;
  /** Codes of the batch without an outcome; at 0 the batch is settled. */
  pending: number;
}

/**
 * Settles codes of a batch in the caller's transaction, which must be short: it holds the pool's row.
 * Harmless when repeated. `expiresAt` is the end of the batch's group, null when it has none.
 */
export async function settleBatch(
  client: Queryable,
  batchId: string,
  outcomes: readonly SettledCode[],
  expiresAt: Date | null,
): Promise<SettledBatch> {
  // In a statement of its own, as a claim does.
  await client.query("select from pools where id = (select pool_id from batches where id = $1) for update", [
    batchId,
  ]);
  const { rows } = await client.query<SettledBatch>(SETTLE, [
    batchId,
    outcomes.map(({ code }) => codeKey(code)),
    outcomes.map(({ kind }) => kind),
    outcomes.map(({ platformNo }) => platformNo),
    expiresAt,
  ]);
  const [settled] = rows;
  if (!settled) throw new Error("settling a batch returned no counts");
  return settled;
}
