import { OLD_SECRET_HOURS_MAX } from "#app/config/limits.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { issueSecret } from "./issue-secret.server.ts";

export interface RotatedSecret {
  /** `whsec_...`, readable this once. */
  secret: string;
  /** Until when the secret that it replaces still signs, by the database's clock. */
  oldSecretUntil: string;
}

/**
 * Gives a client a new secret. The one that it replaces stays live for `oldSecretHours` (0: it ends now).
 * A still older one, left over from a rotation shortly before, ends now: at most two are live.
 */
export async function rotateApiClient(input: {
  accountId: string;
  clientId: string;
  oldSecretHours: number;
  actor: string;
}): Promise<Result<RotatedSecret>> {
  const { accountId, clientId, oldSecretHours, actor } = input;
  if (!Number.isInteger(oldSecretHours) || oldSecretHours < 0 || oldSecretHours > OLD_SECRET_HOURS_MAX) {
    const message = `Choose a whole number of hours from 0 to ${OLD_SECRET_HOURS_MAX}.`;
    return refuse("invalid_request", message, { errors: [{ path: "oldSecretHours", message }] });
  }
  return await inTransaction(async (client) => {
    // Locked first: two rotations at once follow each other.
    const { rows } = await client.query<{ name: string; revoked_at: Date | null; until: Date }>(
      `select name, revoked_at, clock_timestamp() + make_interval(hours => $3) as until
       from api_clients where id = $1 and account_id = $2 for update`,
      [clientId, accountId, oldSecretHours],
    );
    const [found] = rows;
    if (!found) return refuse("not_found", "There is no such API client.");
    if (found.revoked_at) {
      return refuse("invalid_request", "This API client was revoked. Create a new one instead.");
    }
    await client.query(
      "delete from api_secrets where client_id = $1 and (expires_at is not null or $2::int = 0)",
      [clientId, oldSecretHours],
    );
    const until = found.until.toISOString();
    await client.query("update api_secrets set expires_at = $2 where client_id = $1", [clientId, until]);
    const secret = await issueSecret(client, clientId);
    const detail = { name: found.name, until };
    await appendHistory(client, { accountId, actor, verb: "api_client.rotated", detail });
    return succeed({ secret, oldSecretUntil: until });
  });
}
