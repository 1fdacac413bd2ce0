import { inTransaction } from "#app/db/in-transaction.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";

/** Hours after which an erasure that is not over is given another job; the first lasts one, and is tried again. */
const ERASURE_HOURS = 6;

/** Seconds for which a contact's erasure is given no second job. */
const EVERY_SECONDS = ERASURE_HOURS * 3_600;

/** Gives erasures, and requests for data, whose job used up its tries, in a long outage for example, a new one. An extra job is harmless. */
export async function resumeErasures(): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ storeId: string }>(
      `update store_erasures set started_at = statement_timestamp()
       where started_at < statement_timestamp() - make_interval(hours => $1)
       returning store_id as "storeId"`,
      [ERASURE_HOURS],
    );
    for (const { storeId } of rows) await sendJob(client, "erase-store", { storeId });
    const { rows: contacts } = await client.query<{ id: string; kind: string }>(
      `select id, kind from privacy_requests
       where state = 'waiting'
         and received_at < statement_timestamp() - make_interval(hours => $1)`,
      [ERASURE_HOURS],
    );
    for (const { id, kind } of contacts) {
      await sendJob(
        client,
        kind === "erase" ? "erase-contact" : "gather-contact-data",
        { requestId: id },
        { once: { key: id, seconds: EVERY_SECONDS } },
      );
    }
  });
}
