import type pg from "pg";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import type { PoolDetail } from "./pool-view.ts";
import { queueReplenishing } from "./queue-replenishing.server.ts";
import { readPoolDetail } from "./read-pool-detail.server.ts";

/**
 * Puts an archived pool back into use as it was; a dynamic one's discount is looked at and its buffer filled.
 * Harmless when repeated. Refusals: `not_found`, `invalid_request` while its template is archived.
 */
export async function unarchivePool(request: {
  accountId: string;
  poolId: string;
  actor: string;
}): Promise<Result<PoolDetail>> {
  const { accountId, poolId } = request;
  const restored = await inTransaction((client) => restore(client, request));
  if (!restored.ok) return restored;
  const pool = await readPoolDetail({ accountId, poolId });
  return pool ? succeed(pool) : refuse("not_found", "This pool does not exist.");
}

async function restore(
  client: pg.PoolClient,
  { accountId, poolId, actor }: { accountId: string; poolId: string; actor: string },
): Promise<Result<null>> {
  // Held, so that nobody archives it meanwhile.
  const { rows } = await client.query<{ name: string; storeId: string; isArchived: boolean }>(
    `select t.name, t.store_id as "storeId", t.archived_at is not null as "isArchived"
     from templates t
     where t.id = (select template_id from pools where id = $1 and account_id = $2)
     for share`,
    [poolId, accountId],
  );
  const [template] = rows;
  if (template?.isArchived) {
    return refuse(
      "invalid_request",
      `Its template ${template.name} is archived. Restore the template first.`,
    );
  }
  const { rowCount } = await client.query(
    `update pools set archived_at = null, updated_at = statement_timestamp()
     where id = $1 and account_id = $2 and archived_at is not null`,
    [poolId, accountId],
  );
  if (!rowCount) return succeed(null);
  await appendHistory(client, { accountId, poolId, actor, verb: "pool.unarchived" });
  if (template) {
    // Nobody looked at its discount while it was archived.
    await sendJob(client, "check-store", { storeId: template.storeId });
    await queueReplenishing(client, poolId);
  }
  return succeed(null);
}
