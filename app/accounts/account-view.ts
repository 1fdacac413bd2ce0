import type { AccountId, StoreId } from "#app/db/ids.ts";

/** The shop systems that a store can run on. */
export type PlatformName = "shopify" | "magento";

export interface StoreView {
  id: StoreId;
  platform: PlatformName;
  /** Shopify: the myshopify.com domain, lower case. */
  domain: string;
  name: string;
  timeZone: string;
  currency: string | null;
  connectedAt: string;
  /** Null while connected. */
  disconnectedAt: string | null;
  /** Shopify: since when orders are heard; null without the merchant's permission. */
  ordersSince: string | null;
}

export interface AccountView {
  id: AccountId;
  name: string;
  /** IANA name. */
  timeZone: string;
  broadcastAllowed: boolean;
  stores: StoreView[];
}
