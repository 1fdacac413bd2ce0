import { database } from "#app/db/database.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";

/** Looks that are asked for within this time share one. */
const ASKED_SECONDS = 5;

/** Has the store of a dynamic pool looked at now, for a merchant who has repaired something there. */
export async function askStoreCheck(request: { accountId: string; poolId: string }): Promise<void> {
  const { pool } = database();
  const { rows } = await pool.query<{ storeId: string }>(
    `select s.id as "storeId"
     from pools p
     join templates t on t.id = p.template_id
     join stores s on s.id = t.store_id
     where p.id = $1 and p.account_id = $2 and s.disconnected_at is null`,
    [request.poolId, request.accountId],
  );
  for (const { storeId } of rows) {
    await sendJob(pool, "check-store", { storeId }, { once: { key: storeId, seconds: ASKED_SECONDS } });
  }
}
