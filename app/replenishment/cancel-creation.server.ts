import { inTransaction } from "#app/db/in-transaction.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";

/**
 * Stops bringing a pool's codes into its shop, after the batch that is on its way. What was made stays: it works, and
 * may be assigned already. Harmless when nothing is under way.
 */
export async function cancelCreation(request: {
  accountId: string;
  poolId: string;
  /** Left out: in whichever store it is. */
  storeId?: string;
}): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `update creations set state = 'cancelling'
       where pool_id = $1 and account_id = $2 and state = 'running' and ($3::text is null or store_id = $3)
       returning id`,
      [request.poolId, request.accountId, request.storeId ?? null],
    );
    // The job may wait for its next try: one more ends it now.
    for (const { id } of rows) await sendJob(client, "create-codes", { creationId: id });
  });
}
