import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";

/** The merchant has answered the customer: the file and the customer's number go. `not_found`: it was done before. */
export async function finishDataRequest(request: {
  accountId: string;
  actor: string;
  requestId: string;
}): Promise<Result<void>> {
  const { accountId, actor, requestId } = request;
  return await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `update privacy_requests
       set state = 'done', file = null, file_until = null, customer_sealed = null, finished_at = statement_timestamp()
       where id = $1 and account_id = $2 and kind = 'data' and state = 'open'`,
      [requestId, accountId],
    );
    if (!rowCount) return refuse("not_found", "This request was answered already.");
    await appendHistory(client, { accountId, actor, verb: "privacy.data_handed_over" });
    return succeed(undefined);
  });
}
