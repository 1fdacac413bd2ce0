import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";

/** A look that was asked for so recently, and has not come back, is not asked for again. */
const ASKED_SECONDS = 30;

/** Has a static pool's codes looked up in the stores of its account, now. The page shows what comes of it. */
export async function askCheck(request: { accountId: string; poolId: string }): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ storeId: string }>(
      `select s.id as "storeId" from pools p join stores s on s.account_id = p.account_id
       where p.id = $1 and p.account_id = $2 and p.type = 'static' and s.disconnected_at is null`,
      [request.poolId, request.accountId],
    );
    for (const { storeId } of rows) await askCheckOf(client, request.poolId, storeId);
  });
}

/** The same for one store, in the caller's transaction. */
export async function askCheckOf(client: Queryable, poolId: string, storeId: string): Promise<void> {
  const { rows } = await client.query(
    `insert into pool_checks (pool_id, store_id, asked_at) values ($1, $2, clock_timestamp())
     on conflict (pool_id, store_id) do update set asked_at = excluded.asked_at, trouble = null
       where pool_checks.asked_at is null or pool_checks.asked_at <= pool_checks.checked_at
          or pool_checks.asked_at < clock_timestamp() - make_interval(secs => $3)
     returning 1`,
    [poolId, storeId, ASKED_SECONDS],
  );
  if (rows.length > 0) await sendJob(client, "check-pool", { poolId, storeId });
}
