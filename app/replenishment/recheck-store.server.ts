import { database } from "#app/db/database.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { STORE_REASONS } from "./mark-unreachable.server.ts";

/** The access to a store was renewed: has it looked at when pools say that it was out of reach. */
export async function recheckStore(storeId: string): Promise<void> {
  const { pool } = database();
  const { rowCount } = await pool.query(
    `select 1 from pools p join templates t on t.id = p.template_id
     where t.store_id = $1 and p.unavailable_reason = any ($2::text[]) limit 1`,
    [storeId, STORE_REASONS],
  );
  if (rowCount) await sendJob(pool, "check-store", { storeId });
}
