import { database } from "#app/db/database.server.ts";
import type { PlatformResult } from "#app/platforms/discount-platform.ts";
import { shopifyAdminClient } from "#app/platforms/shopify/admin-client.server.ts";
import { fireFlowTrigger } from "#app/platforms/shopify/fire-flow-trigger.server.ts";
import { storePace } from "#app/replenishment/store-pace.server.ts";
import { SHOP_ACCESS } from "#app/shopify.server.ts";

/** Starts a store's workflows, in step with all other calls to it. Null: it is not connected any more. */
export async function fireFlowOf(
  storeId: string,
  payload: Record<string, string | number>,
): Promise<PlatformResult<null> | null> {
  const store = await database().prisma.store.findUnique({ where: { id: storeId } });
  if (!store || store.disconnectedAt !== null || store.platform !== "shopify") return null;
  const admin = shopifyAdminClient({
    shop: store.domain,
    access: SHOP_ACCESS,
    pace: storePace(storeId, "background"),
  });
  return await fireFlowTrigger(admin, payload);
}
