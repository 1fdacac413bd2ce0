import { database } from "#app/db/database.server.ts";

/**
 * Of these pools the ones whose redeemed codes are known, since a store hears of its orders: that of a dynamic pool, any
 * of the account's for an uploaded one. Magento's orders always are; Shopify's once the merchant allows it.
 */
export async function poolsWithOrders(poolIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (poolIds.length === 0) return new Set();
  const { rows } = await database().pool.query<{ id: string }>(
    `select p.id
     from pools p
     left join templates t on t.id = p.template_id
     where p.id = any ($1::text[]) and exists (
       select 1 from stores s
       where s.account_id = p.account_id and (s.platform = 'magento' or s.orders_since is not null)
         and (t.id is null or s.id = t.store_id)
     )`,
    [poolIds],
  );
  return new Set(rows.map(({ id }) => id));
}
