import type { Queryable } from "#app/db/queryable.ts";

/** A code that the platform holds and nobody may use any more. */
export interface WastedCode extends Record<string, unknown> {
  id: number;
  code: string;
  /** The platform's number of it, where it was told. */
  platformNo: number | null;
  batchId: string;
  /** What the platform calls the batch, as it was sent last. */
  platformRef: string | null;
}

/**
 * Codes of a group to delete on the platform: too short to be assigned, or given back. Batch by batch, and a batch as
 * a whole where it fits: the platform names the codes of a whole batch for the points of a few. `leftOut`: ids.
 * Index: codes_wasted_idx.
 */
export async function listWasted(
  client: Queryable,
  groupId: string,
  limit: number,
  leftOut: readonly number[] = [],
): Promise<WastedCode[]> {
  const { rows } = await client.query<WastedCode>(
    `select c.id, c.code, c.platform_no as "platformNo", c.batch_id as "batchId", b.platform_ref as "platformRef"
     from codes c
     join batches b on b.id = c.batch_id
     where b.group_id = $1 and c.wasted_at is not null and c.id <> all ($3::bigint[])
     order by c.batch_id, c.id
     limit $2`,
    [groupId, limit, leftOut],
  );
  if (rows.length < limit) return rows;
  const whole = rows.filter(({ batchId }) => batchId !== rows.at(-1)?.batchId);
  return whole.length > 0 ? whole : rows;
}

/** Remembers that wasted codes are deleted on the platform. Their strings are never drawn again all the same. */
export async function markPlatformDeleted(client: Queryable, codeIds: readonly number[]): Promise<void> {
  await client.query("update codes set wasted_at = null, platform_no = null where id = any ($1::bigint[])", [
    codeIds,
  ]);
}
