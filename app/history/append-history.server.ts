import { newId } from "#app/db/new-id.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import type { HistoryVerb } from "./history-verbs.ts";

export interface HistoryEntryInput {
  accountId: string;
  poolId?: string | null;
  /** The merchant's name, "API client <name>", or "system". */
  actor: string;
  verb: HistoryVerb;
  detail?: Record<string, unknown>;
}

/** Appends one entry in the caller's transaction. Never put contacts, keys or codes into the detail. */
export async function appendHistory(client: Queryable, entry: HistoryEntryInput): Promise<void> {
  await client.query(
    "insert into history (id, account_id, pool_id, actor, verb, detail) values ($1, $2, $3, $4, $5, $6::jsonb)",
    [
      newId("history_entry"),
      entry.accountId,
      entry.poolId ?? null,
      entry.actor,
      entry.verb,
      JSON.stringify(entry.detail ?? {}),
    ],
  );
}
