import { env } from "#app/config/env.server.ts";
import { database } from "#app/db/database.server.ts";
import type { OrderSource } from "#app/platforms/order-source.ts";
import { shopifyAdminClient } from "#app/platforms/shopify/admin-client.server.ts";
import { shopifyOrderSource } from "#app/platforms/shopify/shopify-order-source.server.ts";
import { storePace } from "#app/replenishment/store-pace.server.ts";
import { SHOP_ACCESS } from "#app/shopify.server.ts";

/**
 * The orders of a store, in step with all other calls to it. Null: its platform tells of them without being asked, or
 * the store is not connected.
 */
export async function orderSourceOf(
  storeId: string,
  caller: "background" | "page" = "background",
): Promise<OrderSource | null> {
  const store = await database().prisma.store.findUnique({ where: { id: storeId } });
  if (!store || store.disconnectedAt !== null || store.platform !== "shopify") return null;
  const admin = shopifyAdminClient({
    shop: store.domain,
    access: SHOP_ACCESS,
    pace: storePace(storeId, caller),
  });
  return shopifyOrderSource(admin, `${env().APP_URL.replace(/\/+$/, "")}/webhooks/orders`);
}
