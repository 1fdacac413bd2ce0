import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";

/**
 * Lets an endpoint that was switched off have what waits for it, at once and in order; what fails is tried for three
 * days from now. Refusals: `not_found`.
 */
export async function switchEndpointOn(request: {
  accountId: string;
  actor: string;
  endpointId: string;
  now: Date;
}): Promise<Result<null>> {
  const { accountId, actor, endpointId, now } = request;
  return await inTransaction(async (client) => {
    const { rows } = await client.query<{ url: string }>(
      `update event_endpoints set off_at = null, off_reason = null, failing_since = null, last_error = null, on_at = $3
       where id = $1 and account_id = $2 returning url`,
      [endpointId, accountId, now],
    );
    const [endpoint] = rows;
    if (!endpoint) return refuse("not_found", "There is no such endpoint.");
    await client.query("update event_lines set due_at = $2 where endpoint_id = $1", [endpointId, now]);
    const detail = { host: new URL(endpoint.url).host };
    await appendHistory(client, { accountId, actor, verb: "endpoint.on", detail });
    return succeed(null);
  });
}
