import { listWasted, markPlatformDeleted } from "#app/codes/list-wasted.server.ts";
import { BATCH_CODES_MAX, PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { patiently, type Settled } from "./patiently.ts";
import type { Work } from "./work.ts";

/**
 * Deletes on the platform what nobody may use any more: codes too short to be assigned, and codes given back. A
 * delete whose answer was lost is repeated: deleting twice does no harm. Answers how many were deleted.
 */
export async function deleteWasted(work: Work, storeId: string): Promise<Settled<number>> {
  const { pool } = database();
  const { rows: groups } = await pool.query<{ id: string; discountId: string }>(
    `select g.id, g.discount_id as "discountId"
     from groups g
     where g.store_id = $1 and g.discount_id is not null and g.state <> 'deleted'
       and g.id in (select b.group_id from codes c join batches b on b.id = c.batch_id where c.wasted_at is not null)
     order by g.ends_at`,
    [storeId],
  );
  let deleted = 0;
  for (const { id, discountId } of groups) {
    // Codes that the platform cannot name for now: the next round tries again.
    const left: number[] = [];
    for (;;) {
      const codes = await listWasted(pool, id, BATCH_CODES_MAX, left);
      if (codes.length === 0) break;
      const told = await patiently(() => work.platform.deleteCodes({ discountId, codes }), {
        ...work,
        patienceSeconds: PLATFORM_PATIENCE_SECONDS,
      });
      // The discount itself may be gone, and its codes with it: checkStore finds that out.
      if (told.kind === "refused") break;
      if (told.kind !== "done") return told;
      const isLeft = new Set(told.value.left);
      left.push(...codes.flatMap((one) => (isLeft.has(one.code) ? [one.id] : [])));
      const gone = codes.flatMap((one) => (isLeft.has(one.code) ? [] : [one.id]));
      await inTransaction(async (client) => {
        const ids = await stillWasted(client, gone);
        await markPlatformDeleted(client, ids);
        await client.query(
          "update store_paces set codes_held = greatest(0, codes_held - $2) where store_id = $1",
          [storeId, ids.length],
        );
      });
      deleted += gone.length;
    }
  }
  return { kind: "done", value: deleted };
}

/** The round and a job may have deleted the same codes at the same time: the store's count loses them once. */
async function stillWasted(client: Queryable, codeIds: readonly number[]): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    "select id from codes where id = any ($1::bigint[]) and wasted_at is not null order by id for update",
    [codeIds],
  );
  return rows.map(({ id }) => id);
}
