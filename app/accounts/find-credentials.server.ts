import { createSecretKey, type KeyObject } from "node:crypto";
import { CACHED_CREDENTIALS_MAX, CREDENTIALS_CACHE_SECONDS } from "#app/config/limits.ts";
import { openSecret } from "#app/crypto/vault.server.ts";
import { database } from "#app/db/database.server.ts";
import { type AccountId, type ApiClientId, isId } from "#app/db/ids.ts";
import { batchLoads } from "./batch-loads.ts";
import { expiringCache } from "./expiring-cache.ts";
import { API_SECRET_PURPOSE } from "./issue-secret.server.ts";

/** Who signs with a key id, and with what. */
export interface Credentials {
  accountId: AccountId;
  clientId: ApiClientId;
  name: string;
  /** The keys of the secrets that are live now; none is also possible. */
  keys: KeyObject[];
  broadcastAllowed: boolean;
}

interface Loaded extends Credentials {
  /** When each key ends, on this process's clock; Infinity: until replaced. */
  ends: number[];
}

interface Row extends Record<string, unknown> {
  account_id: AccountId;
  client_id: ApiClientId;
  name: string;
  broadcast_allowed: boolean;
  sealed: string | null;
  milliseconds_left: number | null;
}

const loadTogether = batchLoads(loadMany);

const cached = expiringCache<Loaded | null>({
  lifetimeMilliseconds: CREDENTIALS_CACHE_SECONDS * 1_000,
  entriesMax: CACHED_CREDENTIALS_MAX,
  load: async (keyId, now) => {
    const rows = await loadTogether(keyId);
    return rows ? loaded(rows, now) : null;
  },
});

/**
 * The credentials behind a key id, or null for one that does not exist, was revoked, or whose account has lost
 * its last store and with it the key to hash contacts. What it answers is at most CREDENTIALS_CACHE_SECONDS old.
 */
export async function findCredentials(
  keyId: string,
  nowMilliseconds = Date.now(),
): Promise<Credentials | null> {
  if (!isId("api_client", keyId)) return null;
  const found = await cached(keyId, nowMilliseconds);
  if (!found || found.ends.every((end) => end > nowMilliseconds)) return found;
  return { ...found, keys: found.keys.filter((_, index) => (found.ends[index] ?? 0) > nowMilliseconds) };
}

// The database says how long a secret still has, so that the clocks of two processes do not matter.
const LOAD = `select c.account_id, c.id as client_id, c.name, a.broadcast_allowed, s.sealed,
    extract(epoch from s.expires_at - clock_timestamp())::float8 * 1000 as milliseconds_left
  from api_clients c
    join accounts a on a.id = c.account_id
    left join api_secrets s on s.client_id = c.id and (s.expires_at is null or s.expires_at > clock_timestamp())
  where c.id = any($1) and c.revoked_at is null and a.contact_hash_key_sealed is not null
  order by s.id desc`;

async function loadMany(keyIds: string[]): Promise<Map<string, [Row, ...Row[]]>> {
  const values = [[...new Set(keyIds)]];
  const { rows } = await database().pool.query<Row>({ name: "find-credentials", text: LOAD, values });
  const clients = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const known = clients.get(row.client_id);
    if (known) known.push(row);
    else clients.set(row.client_id, [row]);
  }
  return clients;
}

function loaded(rows: [Row, ...Row[]], now: number): Loaded {
  const [{ account_id: accountId, client_id: clientId, name, broadcast_allowed: broadcastAllowed }] = rows;
  const secrets = rows.flatMap(({ sealed, milliseconds_left: left }) =>
    sealed === null
      ? []
      : [
          {
            key: createSecretKey(openSecret(API_SECRET_PURPOSE, sealed)),
            end: left === null ? Number.POSITIVE_INFINITY : now + left,
          },
        ],
  );
  return {
    accountId,
    clientId,
    name,
    broadcastAllowed,
    keys: secrets.map(({ key }) => key),
    ends: secrets.map(({ end }) => end),
  };
}
