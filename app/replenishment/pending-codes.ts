import type { PlatformName } from "../accounts/account-view.ts";
import { MAGENTO_PENDING_CODES_MAX, PENDING_CODES_MAX } from "../config/limits.ts";

/** Pending codes of a pool at a time; a larger order is written as they are confirmed. */
export const PENDING_CODES: Record<PlatformName, number> = {
  shopify: PENDING_CODES_MAX,
  magento: MAGENTO_PENDING_CODES_MAX,
};
