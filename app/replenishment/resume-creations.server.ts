import { inTransaction } from "#app/db/in-transaction.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";

/** Minutes after which a creation on which nobody works has lost its job. */
const IDLE_MINUTES = 30;

/**
 * Gives creations whose job used up its tries a new one, and those of a store that is in reach again. An extra job
 * is harmless.
 */
export async function resumeCreations(which: "idle" | { reachedStoreId: string }): Promise<void> {
  const storeId = which === "idle" ? null : which.reachedStoreId;
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `update creations set touched_at = statement_timestamp()
       where state in ('running', 'cancelling')
         and case
           when $1::text is null then touched_at < statement_timestamp() - make_interval(mins => $2)
           else store_id = $1 and trouble is not null
         end
       returning id`,
      [storeId, IDLE_MINUTES],
    );
    for (const { id } of rows) await sendJob(client, "create-codes", { creationId: id });
  });
}
