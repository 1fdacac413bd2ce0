import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";

/**
 * Ends a client for good and deletes its secrets. Every process refuses it within
 * CREDENTIALS_CACHE_SECONDS. Revoking twice is the same as once.
 */
export async function revokeApiClient(input: {
  accountId: string;
  clientId: string;
  actor: string;
}): Promise<Result<void>> {
  const { accountId, clientId, actor } = input;
  return await inTransaction(async (client) => {
    const { rows } = await client.query<{ name: string; revoked_at: Date | null }>(
      "select name, revoked_at from api_clients where id = $1 and account_id = $2 for update",
      [clientId, accountId],
    );
    const [found] = rows;
    if (!found) return refuse("not_found", "There is no such API client.");
    if (found.revoked_at) return succeed(undefined);
    await client.query("update api_clients set revoked_at = now() where id = $1", [clientId]);
    await client.query("delete from api_secrets where client_id = $1", [clientId]);
    await appendHistory(client, {
      accountId,
      actor,
      verb: "api_client.revoked",
      detail: { name: found.name },
    });
    return succeed(undefined);
  });
}
