import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";

interface Finished extends Record<string, unknown> {
  accountId: string;
  source: string;
  actor: string;
  messages: number;
}

/**
 * Notes that a contact is erased: from here on the request finds nobody. An email platform that forwards everybody
 * who leaves it, known here or not, leaves no trace of those of whom there was nothing.
 */
export async function finishErasure(requestId: string): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<Finished>(
      `update privacy_requests
       set state = 'done', contact_hashes = '{}', order_ids = '{}', customer_sealed = null,
           finished_at = statement_timestamp()
       where id = $1 and state = 'waiting'
       returning account_id as "accountId", source, actor, messages`,
      [requestId],
    );
    const [finished] = rows;
    if (!finished) return;
    const { accountId, source, actor, messages } = finished;
    if (messages === 0 && source === "api") {
      await client.query("delete from privacy_requests where id = $1", [requestId]);
      return;
    }
    await appendHistory(client, { accountId, actor, verb: "contact.erased", detail: { messages } });
  });
}
