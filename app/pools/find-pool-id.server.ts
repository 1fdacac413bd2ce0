import { POOL_CACHE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { isId, type PoolId } from "#app/db/ids.ts";

/** Pools that this process has seen, and when. They keep their account and their handles until their store is erased. */
const seen = new Map<string, { id: PoolId; at: number }>();
const SEEN_MAX = 10_000;

/**
 * The id of an account's pool by its id or any handle it ever had; null when the account has none such.
 * A pool of another account looks exactly like one that does not exist. What it answers is at most
 * POOL_CACHE_SECONDS old: the pool may be gone.
 */
export async function findPoolId(
  accountId: string,
  idOrHandle: string,
  nowMilliseconds = Date.now(),
): Promise<PoolId | null> {
  const name = `${accountId} ${idOrHandle}`;
  const known = seen.get(name);
  if (known && Math.abs(nowMilliseconds - known.at) < POOL_CACHE_SECONDS * 1_000) return known.id;
  const { rows } = await database().pool.query<{ id: PoolId }>(
    isId("pool", idOrHandle)
      ? "select id from pools where account_id = $1 and id = $2"
      : "select pool_id as id from pool_handles where account_id = $1 and handle = $2",
    [accountId, idOrHandle],
  );
  const id = rows[0]?.id;
  if (!id) {
    seen.delete(name);
    return null;
  }
  if (seen.size >= SEEN_MAX) seen.clear();
  seen.set(name, { id, at: nowMilliseconds });
  return id;
}
