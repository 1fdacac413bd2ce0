import { countHeld } from "#app/codes/count-held.server.ts";
import type { Queryable } from "#app/db/queryable.ts";

/**
 * Notes that a group's discount is gone from the platform, and all codes with it: nothing of it is left to delete, and
 * the store's count of codes loses them, once. The caller holds the rows of the group's pools.
 */
export async function forgetGroup(client: Queryable, group: { id: string; storeId: string }): Promise<void> {
  const { rowCount } = await client.query(
    "update groups set state = 'deleted', deleted_at = statement_timestamp() where id = $1 and state <> 'deleted'",
    [group.id],
  );
  if (!rowCount) return;
  const held = await countHeld(client, group.id);
  await client.query(
    `update codes set wasted_at = null
     where wasted_at is not null and batch_id in (select id from batches where group_id = $1)`,
    [group.id],
  );
  await client.query("update store_paces set codes_held = greatest(0, codes_held - $2) where store_id = $1", [
    group.storeId,
    held,
  ]);
}
