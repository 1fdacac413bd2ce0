import type { PlatformName } from "./account-view.ts";

/** What the history calls a store: a Shopify shop by its domain, a Magento store, whose is a number, by its name. */
export function nameInHistory(store: { platform: PlatformName; domain: string; name?: string }): string {
  return store.platform === "magento" ? (store.name ?? store.domain) : store.domain;
}
