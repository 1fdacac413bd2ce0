import type pg from "pg";
import { unwantBatches } from "#app/codes/unwant-batches.server.ts";
import { wasteCodes } from "#app/codes/waste-codes.server.ts";

/**
 * Makes a dynamic pool's ready codes and those under way fit its settings: none with another expiry than it has now,
 * and together no more than its limit leaves. The caller holds the pool's row.
 */
export async function fitBuffer(
  client: pg.PoolClient,
  poolId: string,
  { isExpiryNew }: { isExpiryNew: boolean },
): Promise<void> {
  if (isExpiryNew) {
    await unwantBatches(client, poolId, { keep: 0 });
    await wasteCodes(client, poolId, { keep: 0 });
    return;
  }
  const { rows } = await client.query<{ left: number | null }>(
    `select assign_limit - assigned as "left" from pools where id = $1`,
    [poolId],
  );
  const left = rows[0]?.left ?? null;
  if (left === null) return;
  const coming = await unwantBatches(client, poolId, { keep: left });
  await wasteCodes(client, poolId, { keep: Math.max(0, left - coming) });
}
