import { database } from "#app/db/database.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";

/** Has a store looked at: what its pools hand out may have changed. */
export async function sendStoreCheck(storeId: string): Promise<void> {
  await sendJob(database().pool, "check-store", { storeId });
}
