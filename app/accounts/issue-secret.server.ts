import { randomBytes } from "node:crypto";
import { formatSecret } from "#app/crypto/signature.ts";
import { sealSecret } from "#app/crypto/vault.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import type { Queryable } from "#app/db/queryable.ts";

/** What a sealed signing secret is sealed for. */
export const API_SECRET_PURPOSE = "api-secret";

const SECRET_BYTES = 32;

/** Gives a client a fresh secret in the caller's transaction and returns it, the only time it is readable. */
export async function issueSecret(client: Queryable, clientId: string): Promise<string> {
  const key = randomBytes(SECRET_BYTES);
  await client.query("insert into api_secrets (id, client_id, sealed) values ($1, $2, $3)", [
    newId("api_secret"),
    clientId,
    sealSecret(API_SECRET_PURPOSE, key),
  ]);
  return formatSecret(key);
}
