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
  /** Of a Magento store: its module. */
  bridge: BridgeView | null;
}

/** What a Magento module says of itself. Null: it has not called yet. */
export interface BridgeView {
  lastExchangeAt: string | null;
  /** The shop's own address. */
  baseUrl: string | null;
  magentoVersion: string | null;
  edition: string | null;
  moduleVersion: string | null;
}

export interface AccountView {
  id: AccountId;
  name: string;
  /** IANA name. */
  timeZone: string;
  broadcastAllowed: boolean;
  stores: StoreView[];
}
