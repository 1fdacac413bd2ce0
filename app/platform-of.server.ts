import { env } from "#app/config/env.server.ts";
import { database } from "#app/db/database.server.ts";
import type { DiscountPlatform } from "#app/platforms/discount-platform.ts";
import { shopifyAdminClient } from "#app/platforms/shopify/admin-client.server.ts";
import { shopifyDiscountPlatform } from "#app/platforms/shopify/shopify-discount-platform.server.ts";
import { unreachablePlatform } from "#app/platforms/unreachable-platform.ts";
import { storePace } from "#app/replenishment/store-pace.server.ts";
import { sessionStorage, unauthenticated } from "#app/shopify.server.ts";

/**
 * The platform of a store, in step with all other calls to it. Background work leaves some of the store's points to
 * pages, where somebody waits.
 */
export async function platformOf(
  storeId: string,
  caller: "background" | "page" = "background",
): Promise<DiscountPlatform> {
  const store = await database().prisma.store.findUniqueOrThrow({ where: { id: storeId } });
  if (store.disconnectedAt !== null || store.platform !== "shopify") {
    return unreachablePlatform({
      kind: "unreachable",
      reason: "disconnected",
      detail: "The store is not connected.",
    });
  }
  const { SHOPIFY_API_KEY: apiKey, SHOPIFY_API_SECRET: apiSecret } = env();
  const admin = shopifyAdminClient({
    shop: store.domain,
    access: { openAdmin: (shop) => unauthenticated.admin(shop), sessionStorage, app: { apiKey, apiSecret } },
    pace: storePace(storeId, caller),
  });
  return shopifyDiscountPlatform(admin);
}
