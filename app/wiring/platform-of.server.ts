import { shopCalendar } from "#app/bridge/shop-calendar.ts";
import { database } from "#app/db/database.server.ts";
import type { DiscountPlatform } from "#app/platforms/discount-platform.ts";
import { magentoDiscountPlatform } from "#app/platforms/magento/magento-discount-platform.server.ts";
import { shopifyAdminClient } from "#app/platforms/shopify/admin-client.server.ts";
import { shopifyDiscountPlatform } from "#app/platforms/shopify/shopify-discount-platform.server.ts";
import { unreachablePlatform } from "#app/platforms/unreachable-platform.ts";
import { storePace } from "#app/replenishment/store-pace.server.ts";
import { SHOP_ACCESS } from "#app/shopify.server.ts";

/**
 * The platform of a store, in step with all other calls to it; a store that is gone is out of reach. Background
 * work leaves some of the store's points to pages, where somebody waits.
 */
export async function platformOf(
  storeId: string,
  caller: "background" | "page" = "background",
): Promise<DiscountPlatform> {
  const store = await database().prisma.store.findUnique({ where: { id: storeId } });
  if (!store || store.disconnectedAt !== null) {
    return unreachablePlatform({
      kind: "unreachable",
      reason: "disconnected",
      detail: "The store is not connected.",
    });
  }
  if (store.platform === "magento") {
    const calendar = shopCalendar(store.timeZone, new Date());
    return magentoDiscountPlatform({ storeId, calendar, currency: store.currency });
  }
  const admin = shopifyAdminClient({
    shop: store.domain,
    access: SHOP_ACCESS,
    pace: storePace(storeId, caller),
  });
  return shopifyDiscountPlatform(admin);
}
