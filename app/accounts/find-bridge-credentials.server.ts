import { createSecretKey, type KeyObject } from "node:crypto";
import { CACHED_CREDENTIALS_MAX, CREDENTIALS_CACHE_SECONDS } from "#app/config/limits.ts";
import { openSecret } from "#app/crypto/vault.server.ts";
import { database } from "#app/db/database.server.ts";
import { type AccountId, type BridgeKeyId, isId, type StoreId } from "#app/db/ids.ts";
import { expiringCache } from "./expiring-cache.ts";
import { BRIDGE_SECRET_PURPOSE } from "./link-shop.server.ts";

/** Which Magento store signs with a key id, and with what. */
export interface BridgeCredentials {
  keyId: BridgeKeyId;
  accountId: AccountId;
  storeId: StoreId;
  keys: KeyObject[];
}

const cached = expiringCache<BridgeCredentials | null>({
  lifetimeMilliseconds: CREDENTIALS_CACHE_SECONDS * 1_000,
  entriesMax: CACHED_CREDENTIALS_MAX,
  load,
});

/**
 * The store behind a key id, or null for a key that does not exist, was replaced or belongs to a store that is
 * disconnected. What it answers is at most CREDENTIALS_CACHE_SECONDS old.
 */
export async function findBridgeCredentials(
  keyId: string,
  nowMilliseconds = Date.now(),
): Promise<BridgeCredentials | null> {
  if (!isId("bridge_key", keyId)) return null;
  return await cached(keyId, nowMilliseconds);
}

interface Row extends Record<string, unknown> {
  keyId: BridgeKeyId;
  accountId: AccountId;
  storeId: StoreId;
  sealed: string;
}

async function load(keyId: string): Promise<BridgeCredentials | null> {
  const { rows } = await database().pool.query<Row>(
    `select k.id as "keyId", k.account_id as "accountId", k.store_id as "storeId", k.sealed
     from bridge_keys k join stores s on s.id = k.store_id
     where k.id = $1 and k.revoked_at is null and s.disconnected_at is null`,
    [keyId],
  );
  const [row] = rows;
  if (!row) return null;
  const { sealed, ...store } = row;
  return { ...store, keys: [createSecretKey(openSecret(BRIDGE_SECRET_PURPOSE, sealed))] };
}
