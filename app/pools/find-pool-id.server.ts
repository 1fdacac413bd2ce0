import { database } from "#app/db/database.server.ts";
import { isId, type PoolId } from "#app/db/ids.ts";

/** Pools that this process has seen. A pool never changes its account, nor a handle its pool: never stale. */
const seen = new Map<string, PoolId>();
const SEEN_MAX = 10_000;

/**
 * The id of an account's pool by its id or any handle it ever had; null when the account has none such.
 * A pool of another account looks exactly like one that does not exist.
 */
export async function findPoolId(accountId: string, idOrHandle: string): Promise<PoolId | null> {
  const name = `${accountId} ${idOrHandle}`;
  const known = seen.get(name);
  if (known) return known;
  const { rows } = await database().pool.query<{ id: PoolId }>(
    isId("pool", idOrHandle)
      ? "select id from pools where account_id = $1 and id = $2"
      : "select pool_id as id from pool_handles where account_id = $1 and handle = $2",
    [accountId, idOrHandle],
  );
  const id = rows[0]?.id;
  if (!id) return null;
  if (seen.size >= SEEN_MAX) seen.clear();
  seen.set(name, id);
  return id;
}
