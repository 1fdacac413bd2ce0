import { STORE_CODES_MAX, STORE_CODES_WARN_SHARE } from "../config/limits.ts";

/** How full a store is of our codes: `warn` from 80 % of what Shopify holds, `full` from where minting stops. */
export function storeFill(codesHeld: number, stopAt: number): "fine" | "warn" | "full" {
  if (codesHeld >= stopAt) return "full";
  return codesHeld >= STORE_CODES_MAX * STORE_CODES_WARN_SHARE ? "warn" : "fine";
}
