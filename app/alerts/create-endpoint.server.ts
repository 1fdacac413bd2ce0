import { randomBytes } from "node:crypto";
import { ENDPOINTS_PER_ACCOUNT_MAX } from "#app/config/limits.ts";
import { formatSecret } from "#app/crypto/signature.ts";
import { sealSecret } from "#app/crypto/vault.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { endpointAddressProblem, type LoopbackAllowed } from "#app/events/endpoint-address.ts";
import { ENDPOINT_SECRET_PURPOSE } from "#app/events/endpoint-secret.ts";
import { appendHistory } from "#app/history/append-history.server.ts";

const SECRET_BYTES = 32;

/**
 * Adds an event endpoint with a signing secret of its own, readable this once. It hears of what happens from now on.
 * Refusals: `invalid_request` for an address that is not public https, and when there are as many as may be.
 */
export async function createEndpoint(request: {
  accountId: string;
  actor: string;
  url: string;
  allowed: LoopbackAllowed;
}): Promise<Result<{ id: string; url: string; secret: string }>> {
  const { accountId, actor, allowed } = request;
  const text = request.url.trim();
  const problem = endpointAddressProblem(text, allowed);
  if (problem) return refuse("invalid_request", problem, { errors: [{ path: "url", message: problem }] });
  const url = new URL(text).href;
  return await inTransaction(async (client) => {
    await client.query("select from accounts where id = $1 for update", [accountId]);
    const { rows } = await client.query<{ count: number }>(
      "select count(*)::int as count from event_endpoints where account_id = $1",
      [accountId],
    );
    if ((rows[0]?.count ?? 0) >= ENDPOINTS_PER_ACCOUNT_MAX) {
      return refuse(
        "invalid_request",
        `There are ${ENDPOINTS_PER_ACCOUNT_MAX} endpoints already. Remove one first.`,
      );
    }
    const id = newId("event_endpoint");
    const key = randomBytes(SECRET_BYTES);
    await client.query("insert into event_endpoints (id, account_id, url, sealed) values ($1, $2, $3, $4)", [
      id,
      accountId,
      url,
      sealSecret(ENDPOINT_SECRET_PURPOSE, key),
    ]);
    await appendHistory(client, {
      accountId,
      actor,
      verb: "endpoint.created",
      detail: { host: new URL(url).host },
    });
    return succeed({ id, url, secret: formatSecret(key) });
  });
}
