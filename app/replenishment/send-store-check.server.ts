import { database } from "#app/db/database.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";

/** Has a store looked at: what its pools hand out may have changed. In the caller's transaction, where there is one. */
export async function sendStoreCheck(storeId: string, client: Queryable = database().pool): Promise<void> {
  await sendJob(client, "check-store", { storeId });
}
