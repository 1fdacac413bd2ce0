import { formatDuration, formatTime } from "./format.ts";

/** A store in the settings. */
export interface StoreShown {
  id: string;
  platform: "shopify" | "magento";
  name: string;
  domain: string;
  connectedAt: string;
  disconnectedAt: string | null;
  /** Of a Magento store. */
  bridge: {
    baseUrl: string | null;
    magentoVersion: string | null;
    edition: string | null;
    moduleVersion: string | null;
    /** Whether its module still calls, when the page was made. */
    exchange: { lastAt: string | null; lateSeconds: number; isLate: boolean };
  } | null;
}

const PLATFORM_NAMES = { shopify: "Shopify", magento: "Magento" } as const;

interface StoreWords {
  state: string;
  tone: "success" | "warning" | "critical";
  /** What it is, and for a Magento store how its module is. */
  facts: string[];
}

/** How a store is, in words. */
export function storeWords(store: StoreShown, timeZone: string): StoreWords {
  const { platform, bridge } = store;
  const facts = [`${PLATFORM_NAMES[platform]} · ${bridge?.baseUrl ?? store.domain}`];
  if (bridge?.magentoVersion) facts.push(versionWords(bridge));
  if (store.disconnectedAt) {
    return { state: `Disconnected ${formatTime(store.disconnectedAt, timeZone)}`, tone: "critical", facts };
  }
  if (bridge) facts.push(exchangeWords(bridge.exchange));
  if (bridge?.exchange.isLate) return { state: "Late", tone: "warning", facts };
  return { state: `Connected ${formatTime(store.connectedAt, timeZone)}`, tone: "success", facts };
}

function versionWords({ magentoVersion, edition, moduleVersion }: NonNullable<StoreShown["bridge"]>): string {
  const magento = [magentoVersion, edition].filter((text) => text).join(" ");
  return moduleVersion ? `Version ${magento}, module ${moduleVersion}` : `Version ${magento}`;
}

function exchangeWords({
  lastAt,
  lateSeconds,
  isLate,
}: NonNullable<StoreShown["bridge"]>["exchange"]): string {
  const since = formatDuration(lateSeconds);
  const last = lastAt ? `Last exchange ${since} ago.` : `No exchange since it was connected, ${since} ago.`;
  return isLate
    ? `${last} Check that Magento's cron is running: codes and orders wait until it does.`
    : last.slice(0, -1);
}
