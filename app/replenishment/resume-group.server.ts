import type { Queryable } from "#app/db/queryable.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { resumeBatches } from "./resume-batches.server.ts";

/** Takes up batches and creations that waited for the discount of a group, in the caller's transaction. */
export async function resumeGroup(
  client: Queryable,
  { storeId, groupId }: { storeId: string; groupId: string },
): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    "select id from creations where store_id = $1 and group_id = $2 and state in ('running', 'cancelling')",
    [storeId, groupId],
  );
  for (const { id } of rows) await sendJob(client, "create-codes", { creationId: id });
  await resumeBatches(client, { storeId, groupId });
}
