import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { askCheckOf } from "./ask-check.server.ts";
import type { OpenCreation } from "./open-creation.server.ts";

/** How a creation may end. `failed`: with a sentence for the merchant, who can start another one. */
export type CreationEnd = { kind: "finished" } | { kind: "cancelled" } | { kind: "failed"; trouble: string };

const VERBS = {
  finished: "creation.finished",
  cancelled: "creation.cancelled",
  failed: "creation.failed",
} as const;

/** Ends a creation, and has some codes of the pool looked up to see what came of it. */
export async function endCreation(creation: OpenCreation, end: CreationEnd): Promise<void> {
  const { id, step, accountId, poolId, storeId } = creation;
  const trouble = end.kind === "failed" ? end.trouble : null;
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ created: number; already: number; refused: number; actor: string }>(
      `update creations
       set state = $3::creation_state, trouble = $4, step = step + 1, finished_at = statement_timestamp()
       where id = $1 and step = $2 and state in ('running', 'cancelling')
       returning created, already, refused, actor`,
      [id, step, end.kind, trouble],
    );
    const [ended] = rows;
    if (!ended) return;
    const { actor, ...counts } = ended;
    const detail = trouble === null ? counts : { ...counts, trouble };
    await appendHistory(client, { accountId, poolId, actor, verb: VERBS[end.kind], detail });
    await askCheckOf(client, poolId, storeId);
  });
}
