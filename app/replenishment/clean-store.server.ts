import { inTransaction } from "#app/db/in-transaction.server.ts";
import { queueReplenishing } from "#app/pools/queue-replenishing.server.ts";
import { deleteWasted } from "./delete-wasted.server.ts";
import { markUnreachable } from "./mark-unreachable.server.ts";
import type { Work } from "./work.ts";

/**
 * Deletes what is wasted in a store now, and has pools that waited for room in it replenished. Of a store out of reach
 * the round does it, once the store is back. Throws when the platform does not answer: the job is tried again.
 */
export async function cleanStore(request: Work & { storeId: string }): Promise<void> {
  const { storeId } = request;
  const settled = await deleteWasted(request, storeId);
  if (settled.kind === "unreachable") await markUnreachable(storeId, settled.reason);
  else if (settled.kind === "gave_up") throw new Error(`The platform does not answer: ${settled.detail}`);
  else if (settled.kind === "done" && settled.value > 0) await wakeFullPools(storeId);
}

async function wakeFullPools(storeId: string): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select p.id from pools p join templates t on t.id = p.template_id
       where t.store_id = $1 and p.unavailable_reason = 'store_full' and p.archived_at is null
       order by p.id`,
      [storeId],
    );
    for (const { id } of rows) await queueReplenishing(client, id);
  });
}
