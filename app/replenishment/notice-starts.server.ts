import { inTransaction } from "#app/db/in-transaction.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";

/**
 * Notices discounts whose start has come: has the store looked at when pools wait for it. A template that no pool
 * uses is not looked at on the platform, and goes by its dates.
 */
export async function noticeStarts(storeId: string): Promise<void> {
  await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `select 1 from pools p join templates t on t.id = p.template_id
       where t.store_id = $1 and p.archived_at is null and p.unavailable_reason = 'discount_scheduled'
         and (t.offer ->> 'startsAt')::timestamptz <= statement_timestamp()
       limit 1`,
      [storeId],
    );
    if (rowCount) await sendJob(client, "check-store", { storeId });
    await client.query(
      `update templates t set platform_status = 'working'
       where store_id = $1 and platform_status = 'scheduled'
         and (offer ->> 'startsAt')::timestamptz <= statement_timestamp()
         and not exists (select 1 from pools where template_id = t.id and archived_at is null)`,
      [storeId],
    );
  });
}
