import type { PlatformName } from "#app/accounts/account-view.ts";
import { env } from "#app/config/env.server.ts";

/** From how many codes of ours in a store on no more are made. Shopify holds so many in all; Magento knows no end. */
export function codesStop(platform: PlatformName): number {
  return platform === "magento" ? Number.POSITIVE_INFINITY : env().STORE_CODES_STOP;
}
