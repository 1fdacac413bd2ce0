import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";

/** Removes an event endpoint with what waits for it and its log. Refusals: `not_found`. */
export async function removeEndpoint(request: {
  accountId: string;
  actor: string;
  endpointId: string;
}): Promise<Result<null>> {
  const { accountId, actor, endpointId } = request;
  return await inTransaction(async (client) => {
    const { rows } = await client.query<{ url: string }>(
      "delete from event_endpoints where id = $1 and account_id = $2 returning url",
      [endpointId, accountId],
    );
    const [removed] = rows;
    if (!removed) return refuse("not_found", "There is no such endpoint.");
    await client.query("delete from event_lines where endpoint_id = $1", [endpointId]);
    await client.query("delete from event_deliveries where endpoint_id = $1", [endpointId]);
    const detail = { host: new URL(removed.url).host };
    await appendHistory(client, { accountId, actor, verb: "endpoint.removed", detail });
    return succeed(null);
  });
}
