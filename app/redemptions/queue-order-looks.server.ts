import { database } from "#app/db/database.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";

/** Has every connected store's orders settled, and where they are heard looked at, since webhooks get lost. */
export async function queueOrderLooks(): Promise<void> {
  const { pool } = database();
  const { rows } = await pool.query<{ id: string }>(
    "select id from stores where platform = 'shopify' and disconnected_at is null order by id",
  );
  for (const { id } of rows) await sendJob(pool, "settle-orders", { storeId: id });
}
