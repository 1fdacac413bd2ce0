import { randomBytes } from "node:crypto";
import { accountHashKey } from "#app/accounts/account-hash-key.server.ts";
import type { Queryable } from "#app/db/queryable.ts";

const KEY_BYTES = 32;

/**
 * The key under which names are erased: the account's. Where that went with the account's last store, one that nobody
 * keeps: its API clients are refused, so that no repeat of such a name has to be known again.
 */
export async function erasingKey(client: Queryable, accountId: string): Promise<Uint8Array> {
  const { rowCount } = await client.query(
    "select from accounts where id = $1 and contact_hash_key_sealed is not null",
    [accountId],
  );
  return rowCount ? await accountHashKey(accountId) : randomBytes(KEY_BYTES);
}
