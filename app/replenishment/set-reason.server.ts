import type { Queryable } from "#app/db/queryable.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import type { UnavailableReason } from "#app/pools/pool-view.ts";
import { queueReplenishing } from "#app/pools/queue-replenishing.server.ts";

/**
 * Says of dynamic pools why they hand out nothing, or with null that they work again; those are replenished. In
 * the caller's transaction. Pools that say so already are left alone; changes are in their history.
 */
export async function setReason(
  client: Queryable,
  poolIds: readonly string[],
  reason: UnavailableReason | null,
): Promise<void> {
  const { rows } = await client.query<{ id: string; accountId: string }>(
    `update pools set unavailable_reason = $2, updated_at = statement_timestamp()
     where id = any (
       select id from pools
       where id = any ($1::text[]) and type = 'dynamic' and unavailable_reason is distinct from $2
       order by id for update
     )
     returning id, account_id as "accountId"`,
    [poolIds, reason],
  );
  for (const { id, accountId } of rows) {
    await appendHistory(client, {
      accountId,
      poolId: id,
      actor: "system",
      verb: reason ? "pool.unavailable" : "pool.recovered",
      detail: reason ? { reason } : {},
    });
    if (!reason) await queueReplenishing(client, id);
  }
}
