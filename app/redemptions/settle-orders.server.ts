import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import type { PlatformResult } from "#app/platforms/discount-platform.ts";
import type { OrderSource } from "#app/platforms/order-source.ts";

/**
 * Brings what we hear of a store's orders in line with what its merchant allows: subscribes after a grant and has
 * recent orders looked at, and ends both when the grant is taken back. What was counted until then is kept, and
 * shown again after another grant. `actor`: who asked, for the history. Harmless when repeated.
 */
export async function settleOrders(request: {
  storeId: string;
  orders: OrderSource;
  actor: string;
}): Promise<PlatformResult<"connected" | "not_allowed">> {
  const { storeId, orders, actor } = request;
  const allowed = await orders.mayRead();
  if (!allowed.ok) return allowed;
  const settled = await (allowed.value ? orders.subscribe() : orders.unsubscribe());
  if (!settled.ok) return settled;
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ accountId: string; domain: string; isConnected: boolean }>(
      `select account_id as "accountId", domain, orders_since is not null as "isConnected"
       from stores where id = $1 and disconnected_at is null for update`,
      [storeId],
    );
    const [store] = rows;
    if (!store) return;
    if (store.isConnected !== allowed.value) {
      const { accountId, domain } = store;
      await client.query(
        `update stores set orders_looked_at = null,
           orders_since = case when $2::bool then statement_timestamp() end
         where id = $1`,
        [storeId, allowed.value],
      );
      const verb = allowed.value ? "store.orders_connected" : "store.orders_disconnected";
      await appendHistory(client, { accountId, actor, verb, detail: { domain } });
    }
    if (allowed.value) await sendJob(client, "look-at-orders", { storeId });
  });
  return { ok: true, value: allowed.value ? "connected" : "not_allowed" };
}
