import type { Installation } from "#app/platforms/installation.ts";
import { shopInstallation } from "#app/platforms/shopify/shop-installation.server.ts";
import { SHOP_ACCESS } from "#app/shopify.server.ts";

/** The app's installation in a Shopify shop. */
export function installationOf(domain: string): Installation {
  return shopInstallation(domain, SHOP_ACCESS);
}
