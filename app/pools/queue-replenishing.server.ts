import type { Queryable } from "#app/db/queryable.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";

/**
 * Has a dynamic pool replenished, in the caller's transaction: one job waits at a time. Does nothing for a
 * static or an archived pool.
 */
export async function queueReplenishing(client: Queryable, poolId: string): Promise<void> {
  const { rowCount } = await client.query(
    `update pools set replenish_queued = true
     where id = $1 and type = 'dynamic' and archived_at is null and not replenish_queued`,
    [poolId],
  );
  if (rowCount) await sendJob(client, "replenish-pool", { poolId });
}
