import type { Queryable } from "#app/db/queryable.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";

/**
 * Takes up batches that waited for their store's exchange, in the caller's transaction: one batch, or all of a group
 * whose discount was awaited. One that waits for nothing any more is left as it is.
 */
export async function resumeBatches(
  client: Queryable,
  which: { storeId: string; batchId: string } | { storeId: string; groupId: string },
): Promise<void> {
  const { rowCount } = await client.query(
    "update batches set awaits_exchange = false where store_id = $1 and awaits_exchange and (id = $2 or group_id = $3)",
    [which.storeId, "batchId" in which ? which.batchId : null, "groupId" in which ? which.groupId : null],
  );
  if (rowCount) await sendJob(client, "mint-store", { storeId: which.storeId });
}
