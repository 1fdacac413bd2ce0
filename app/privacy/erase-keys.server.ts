import { erasedName } from "#app/crypto/erased-name.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { erasingKey } from "./erasing-key.server.ts";

const ERASE = loadSql("privacy/erase-claims.sql");

/** Forgets whom some claims of a pool were for. The caller holds the pool's row, so that no claim looks for them meanwhile. */
export async function eraseKeys(
  client: Queryable,
  { accountId, poolId, keys }: { accountId: string; poolId: string; keys: readonly string[] },
): Promise<void> {
  if (keys.length === 0) return;
  const hashKey = await erasingKey(client, accountId);
  await client.query("update pools set keys_erased = true where id = $1 and not keys_erased", [poolId]);
  await client.query(ERASE, [poolId, keys, keys.map((key) => erasedName(hashKey, key))]);
}
