import type pg from "pg";
import { unwantBatches } from "#app/codes/unwant-batches.server.ts";
import { wasteCodes } from "#app/codes/waste-codes.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import type { PoolDetail } from "./pool-view.ts";
import { readPoolDetail } from "./read-pool-detail.server.ts";

/** What becomes of codes of a dynamic pool that were not assigned: they stay in the shop, or are deleted there. */
export type Unassigned = "keep" | "delete";

interface ArchivedPool extends Record<string, unknown> {
  /** Of a dynamic pool. */
  storeId: string | null;
  isArchived: boolean;
}

/**
 * Takes a pool out of use: claims are refused, and its settings and figures are kept. With `delete`, a dynamic pool's
 * codes that were not assigned are deleted in the shop, also those of a pool archived before; assigned ones stay and go
 * on working. Codes that somebody uploaded are never deleted. Harmless when repeated. Refusals: `not_found`.
 */
export async function archivePool(request: {
  accountId: string;
  poolId: string;
  actor: string;
  unassigned?: Unassigned;
}): Promise<Result<PoolDetail>> {
  const { accountId, poolId, unassigned = "keep" } = request;
  await inTransaction(async (client) => {
    const pool = await lockPool(client, request);
    if (!pool) return;
    if (!pool.isArchived) await archive(client, request);
    if (pool.storeId && unassigned === "delete") await giveUpCodes(client, request, pool.storeId);
  });
  const pool = await readPoolDetail({ accountId, poolId });
  return pool ? succeed(pool) : refuse("not_found", "This pool does not exist.");
}

interface Request {
  accountId: string;
  poolId: string;
  actor: string;
}

/** In a statement of its own, as a claim does: what follows sees what the last holder of the row wrote. */
async function lockPool(
  client: pg.PoolClient,
  { accountId, poolId }: Request,
): Promise<ArchivedPool | undefined> {
  const { rows } = await client.query<ArchivedPool>(
    `select archived_at is not null as "isArchived",
            (select store_id from templates t where t.id = pools.template_id and pools.type = 'dynamic') as "storeId"
     from pools where id = $1 and account_id = $2
     for update`,
    [poolId, accountId],
  );
  return rows[0];
}

async function archive(client: pg.PoolClient, { accountId, poolId, actor }: Request): Promise<void> {
  await client.query(
    "update pools set archived_at = statement_timestamp(), updated_at = statement_timestamp() where id = $1",
    [poolId],
  );
  await appendHistory(client, { accountId, poolId, actor, verb: "pool.archived" });
}

/** What is under way is wasted when it arrives; the round that looks after the store deletes that then. */
async function giveUpCodes(
  client: pg.PoolClient,
  { accountId, poolId, actor }: Request,
  storeId: string,
): Promise<void> {
  const { rows } = await client.query<{ coming: number }>(
    `select coalesce(sum(quantity - confirmed - rejected), 0)::int as coming
     from batches where pool_id = $1 and state <> 'settled' and not unwanted`,
    [poolId],
  );
  const coming = rows[0]?.coming ?? 0;
  await unwantBatches(client, poolId, { keep: 0 });
  const codes = coming + (await wasteCodes(client, poolId, { keep: 0 }));
  if (codes === 0) return;
  await appendHistory(client, { accountId, poolId, actor, verb: "codes.given_up", detail: { codes } });
  await sendJob(client, "delete-wasted", { storeId });
}
