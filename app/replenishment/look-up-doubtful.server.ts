import { DOUBTFUL_AFTER_SECONDS, PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { patiently, type Settled } from "./patiently.ts";
import type { Work } from "./work.ts";

interface DoubtfulCode extends Record<string, unknown> {
  id: number;
  code: string;
  discountId: string;
}

interface Stranger {
  id: number;
  platformNo: number | null;
}

/**
 * Looks once more for codes that were rejected in a batch sent more than once: an earlier call whose answer was
 * lost may have made them afterwards. Those are nobody's, and are marked for deletion. Answers how many.
 */
export async function lookUpDoubtful(work: Work, storeId: string): Promise<Settled<number>> {
  const { pool } = database();
  const { rows: batches } = await pool.query<{ id: string }>(
    `select id from batches
     where store_id = $1 and doubtful and state = 'settled'
       and settled_at < statement_timestamp() - make_interval(secs => $2)
     order by settled_at`,
    [storeId, DOUBTFUL_AFTER_SECONDS],
  );
  let found = 0;
  for (const { id: batchId } of batches) {
    const { rows: codes } = await pool.query<DoubtfulCode>(
      `select c.id, c.code, g.discount_id as "discountId"
       from batches b join codes c on c.batch_id = b.id join groups g on g.id = b.group_id
       where b.id = $1 and c.state = 'rejected' and c.wasted_at is null
         and g.state <> 'deleted' and g.discount_id is not null`,
      [batchId],
    );
    const strangers: Stranger[] = [];
    for (const { id, code, discountId } of codes) {
      const owner = await patiently(() => work.platform.findCode(code), {
        ...work,
        patienceSeconds: PLATFORM_PATIENCE_SECONDS,
      });
      if (owner.kind !== "done") return owner;
      if (owner.value?.discountId === discountId) strangers.push({ id, platformNo: owner.value.platformNo });
    }
    await remember(storeId, batchId, strangers);
    found += strangers.length;
  }
  return { kind: "done", value: found };
}

async function remember(storeId: string, batchId: string, strangers: readonly Stranger[]): Promise<void> {
  await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `update codes c set platform_no = s.platform_no, wasted_at = statement_timestamp()
       from unnest($1::bigint[], $2::bigint[]) as s (id, platform_no)
       where c.id = s.id and c.wasted_at is null`,
      [strangers.map(({ id }) => id), strangers.map(({ platformNo }) => platformNo)],
    );
    await client.query("update store_paces set codes_held = codes_held + $2 where store_id = $1", [
      storeId,
      rowCount,
    ]);
    await client.query("update batches set doubtful = false where id = $1", [batchId]);
  });
}
