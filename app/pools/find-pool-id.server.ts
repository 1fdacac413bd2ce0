import { database } from "#app/db/database.server.ts";
import { isId, type PoolId } from "#app/db/ids.ts";

/**
 * The id of an account's pool by its id or any handle it ever had; null when the account has none such.
 * A pool of another account looks exactly like one that does not exist.
 */
export async function findPoolId(accountId: string, idOrHandle: string): Promise<PoolId | null> {
  const { rows } = await database().pool.query<{ id: PoolId }>(
    isId("pool", idOrHandle)
      ? {
          name: "pool-by-id",
          text: "select id from pools where account_id = $1 and id = $2",
          values: [accountId, idOrHandle],
        }
      : {
          name: "pool-by-handle",
          text: "select pool_id as id from pool_handles where account_id = $1 and handle = $2",
          values: [accountId, idOrHandle],
        },
  );
  return rows[0]?.id ?? null;
}
