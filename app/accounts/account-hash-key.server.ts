import { CACHED_CREDENTIALS_MAX, HASH_KEY_CACHE_SECONDS } from "#app/config/limits.ts";
import { openSecret } from "#app/crypto/vault.server.ts";
import { database } from "#app/db/database.server.ts";
import { expiringCache } from "./expiring-cache.ts";

const cached = expiringCache<Uint8Array>({
  lifetimeMilliseconds: HASH_KEY_CACHE_SECONDS * 1_000,
  entriesMax: CACHED_CREDENTIALS_MAX,
  load,
});

/**
 * The random key under which an account's contacts are hashed (`contactHash`). It is sealed with the master
 * key, so that rotating the master key changes no hash. Throws for an account that does not exist or whose
 * key was erased.
 */
export async function accountHashKey(accountId: string, nowMilliseconds = Date.now()): Promise<Uint8Array> {
  return await cached(accountId, nowMilliseconds);
}

async function load(accountId: string): Promise<Uint8Array> {
  const { rows } = await database().pool.query<{ sealed: string | null }>(
    "select contact_hash_key_sealed as sealed from accounts where id = $1",
    [accountId],
  );
  const sealed = rows[0]?.sealed;
  if (!sealed) throw new Error(`The account ${accountId} has no key to hash contacts with.`);
  return openSecret("contact-hash-key", sealed);
}
