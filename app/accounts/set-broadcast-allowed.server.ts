import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";

/** Allows or forbids broadcast campaigns. The API follows in every process within CREDENTIALS_CACHE_SECONDS. */
export async function setBroadcastAllowed(input: {
  accountId: string;
  allowed: "yes" | "no";
  actor: string;
}): Promise<Result<void>> {
  const allowed = input.allowed === "yes";
  return await inTransaction(async (client) => {
    const { rows } = await client.query<{ broadcast_allowed: boolean }>(
      "select broadcast_allowed from accounts where id = $1 for update",
      [input.accountId],
    );
    const [account] = rows;
    if (!account) return refuse("not_found", "There is no such account.");
    if (account.broadcast_allowed === allowed) return succeed(undefined);
    await client.query("update accounts set broadcast_allowed = $2 where id = $1", [
      input.accountId,
      allowed,
    ]);
    await appendHistory(client, {
      accountId: input.accountId,
      actor: input.actor,
      verb: allowed ? "account.broadcast_enabled" : "account.broadcast_disabled",
    });
    return succeed(undefined);
  });
}
