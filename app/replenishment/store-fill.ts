import { STORE_CODES_MAX, STORE_CODES_WARN_SHARE, STORE_STOP_WARN_SHARE } from "../config/limits.ts";

export type StoreFill = "fine" | "warn" | "full";

/** How many codes of ours a store holds. */
export interface StoreCodes {
  storeId: string;
  name: string;
  held: number;
  /** From here on no more are made. */
  stopAt: number;
  fill: StoreFill;
}

/**
 * How full a store is of our codes. `full`: minting stops. `warn`: from 80 % of what Shopify holds, and in any case
 * some time before minting stops.
 */
export function storeFill(codesHeld: number, stopAt: number): StoreFill {
  if (codesHeld >= stopAt) return "full";
  const warnAt = Math.min(STORE_CODES_MAX * STORE_CODES_WARN_SHARE, stopAt * STORE_STOP_WARN_SHARE);
  return codesHeld >= warnAt ? "warn" : "fine";
}
