import type { Queryable } from "#app/db/queryable.ts";

/** A code that the platform holds and nobody may use any more. */
export interface WastedCode extends Record<string, unknown> {
  id: number;
  platformNo: number;
}

/**
 * Codes of a group to delete on the platform: too short to be assigned, or given back. The oldest first.
 * Index: codes_wasted_idx.
 */
export async function listWasted(client: Queryable, groupId: string, limit: number): Promise<WastedCode[]> {
  const { rows } = await client.query<WastedCode>(
    `select c.id, c.platform_no as "platformNo"
     from codes c
     join batches b on b.id = c.batch_id
     where b.group_id = $1 and c.wasted_at is not null
     order by c.wasted_at, c.id
     limit $2`,
    [groupId, limit],
  );
  return rows;
}

/** Remembers that wasted codes are deleted on the platform. Their strings are never drawn again all the same. */
export async function markPlatformDeleted(client: Queryable, codeIds: readonly number[]): Promise<void> {
  await client.query("update codes set wasted_at = null, platform_no = null where id = any ($1::bigint[])", [
    codeIds,
  ]);
}
