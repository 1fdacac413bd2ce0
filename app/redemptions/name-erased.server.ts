import { accountHashKey } from "#app/accounts/account-hash-key.server.ts";
import { erasedName } from "#app/crypto/erased-name.ts";
import type { Queryable } from "#app/db/queryable.ts";
import type { KnownOrder } from "./order-news.ts";

/**
 * Puts the names that took their place into orders that were erased: what a shop tells of one later, a cancellation
 * or what the nightly look reads, counts it once and brings nothing of it back. Index: redemptions_pkey.
 */
export async function nameErased(
  client: Queryable,
  { accountId, storeId }: { accountId: string; storeId: string },
  orders: readonly KnownOrder[],
): Promise<KnownOrder[]> {
  const hashKey = await accountHashKey(accountId);
  const names = new Map(orders.map(({ orderId }) => [orderId, erasedName(hashKey, orderId)]));
  const { rows } = await client.query<{ name: string }>(
    "select distinct order_id as name from redemptions where store_id = $1 and order_id = any ($2::text[])",
    [storeId, [...names.values()]],
  );
  const erased = new Set(rows.map(({ name }) => name));
  return orders.map((order) => {
    const name = names.get(order.orderId);
    return name !== undefined && erased.has(name) ? { ...order, orderId: name, orderNumber: null } : order;
  });
}
