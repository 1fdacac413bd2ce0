import { database } from "#app/db/database.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";

/** Has every connected store looked at, since webhooks get lost. */
export async function queueStoreChecks(): Promise<void> {
  const { pool } = database();
  const { rows } = await pool.query<{ id: string }>(
    `select s.id from stores s
     where s.disconnected_at is null
       and exists (select 1 from pools p where p.account_id = s.account_id and p.archived_at is null)`,
  );
  for (const { id } of rows) await sendJob(pool, "check-store", { storeId: id });
}
