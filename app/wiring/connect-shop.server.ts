import { type ConnectedStore, connectStore } from "#app/accounts/connect-store.server.ts";
import type { ShopDetails } from "#app/platforms/shopify/shop-details.ts";
import { recheckStore } from "#app/replenishment/recheck-store.server.ts";

/**
 * What happens when a shop has given the app new tokens: after an installation, and whenever a merchant opens
 * the app after a while. Its store is connected, and pools that were out of reach are looked at again.
 */
export async function connectShop(
  shop: string,
  details: ShopDetails,
  actor: string,
): Promise<ConnectedStore> {
  const connected = await connectStore({
    platform: "shopify",
    domain: shop,
    name: details.name,
    timeZone: details.ianaTimezone,
    currency: details.currencyCode,
    actor,
  });
  if (!connected.cameBack) await recheckStore(connected.storeId);
  return connected;
}
