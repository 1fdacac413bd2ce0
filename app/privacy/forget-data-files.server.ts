import { HISTORY_MONTHS_KEPT } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";

/** Deletes files about people that waited long enough, and requests as old as the history goes. */
export async function forgetDataFiles(): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ accountId: string }>(
      `update privacy_requests
       set state = 'done', file = null, customer_sealed = null, finished_at = statement_timestamp()
       where kind = 'data' and state = 'open' and file_until < statement_timestamp()
       returning account_id as "accountId"`,
    );
    // Whoever reads the history later sees that nobody said it was answered.
    for (const { accountId } of rows) {
      await appendHistory(client, { accountId, actor: "system", verb: "privacy.data_file_deleted" });
    }
  });
  await database().pool.query(
    "delete from privacy_requests where state = 'done' and finished_at < statement_timestamp() - make_interval(months => $1)",
    [HISTORY_MONTHS_KEPT],
  );
}
