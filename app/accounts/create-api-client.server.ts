import { API_CLIENTS_PER_ACCOUNT_MAX } from "#app/config/limits.ts";
import type { ApiClientId } from "#app/db/ids.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { checkClientName } from "./check-client-name.ts";
import { issueSecret } from "./issue-secret.server.ts";

export interface NewApiClient {
  /** The public key id, `cpk_...`. */
  id: ApiClientId;
  name: string;
  /** `whsec_...`, readable this once. */
  secret: string;
}

/** Makes credentials for an email platform or script. The secret cannot be shown again. */
export async function createApiClient(input: {
  accountId: string;
  name: string;
  actor: string;
}): Promise<Result<NewApiClient>> {
  const named = checkClientName(input.name);
  if (!named.ok) return named;
  const name = named.value;
  return await inTransaction(async (client) => {
    // The account's row is locked first, so that two calls at once cannot both be the last one allowed.
    const account = await client.query("select 1 from accounts where id = $1 for update", [input.accountId]);
    if (account.rowCount === 0) return refuse("not_found", "There is no such account.");
    const live = await client.query(
      "select 1 from api_clients where account_id = $1 and revoked_at is null limit $2",
      [input.accountId, API_CLIENTS_PER_ACCOUNT_MAX],
    );
    if (live.rowCount === API_CLIENTS_PER_ACCOUNT_MAX) {
      const message = `An account can have ${API_CLIENTS_PER_ACCOUNT_MAX} API clients. Revoke one that is no longer used.`;
      return refuse("invalid_request", message, { errors: [{ path: "name", message }] });
    }
    const id = newId("api_client");
    await client.query("insert into api_clients (id, account_id, name) values ($1, $2, $3)", [
      id,
      input.accountId,
      name,
    ]);
    const secret = await issueSecret(client, id);
    await appendHistory(client, {
      accountId: input.accountId,
      actor: input.actor,
      verb: "api_client.created",
      detail: { name },
    });
    return succeed({ id, name, secret });
  });
}
