import { formatLongDuration, formatTime } from "./format.ts";

const SELF_TEST = "page Self-Test, or bin/magento coupon-pools:check, says what is wrong and what to do.";
const CRON = `See whether Magento's cron runs: its ${SELF_TEST}`;
const NOTHING_DONE =
  "Until it calls, no new codes are made in it, its orders are not counted, and codes whose time is over go on working there.";

/** How a Magento store is late: said of one, of several after their number, of one that is named; what it means; what to do. */
export const LATE_STORE_WORDS = {
  silent: {
    one: "A Magento store does not call",
    many: "Magento stores do not call",
    does: "does not call",
    sinceWords: (ago: string) => `last call ${ago} ago`,
    means: NOTHING_DONE,
    repair: CRON,
  },
  never_called: {
    one: "A Magento store has not called since it was connected",
    many: "Magento stores have not called since they were connected",
    does: "has not called since it was connected",
    sinceWords: (ago: string) => `${ago} ago`,
    means: NOTHING_DONE,
    repair: CRON,
  },
  ends_untold: {
    one: "A Magento store does not take the ends of codes",
    many: "Magento stores do not take the ends of codes",
    does: "does not take the ends of codes",
    sinceWords: (ago: string) => `for ${ago}`,
    means: "Until it has them, codes that were assigned do not expire at its checkout.",
    repair: `Magento's ${SELF_TEST}`,
  },
} as const;
export type LateReason = keyof typeof LATE_STORE_WORDS;

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
    /** As it stands on the dashboard; null while nobody was told that it is late. */
    lateReason: LateReason | null;
    /** One that was refused in the last day. */
    copy: { baseUrl: string; seenAt: string } | null;
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
  if (bridge?.copy) facts.push(copyWords(bridge.copy, timeZone));
  if (bridge?.exchange.isLate) return { state: "Late", tone: "warning", facts };
  if (bridge?.lateReason === "ends_untold") {
    const { does, means, repair } = LATE_STORE_WORDS.ends_untold;
    return { state: "Late", tone: "warning", facts: [...facts, `It ${does}. ${means} ${repair}`] };
  }
  return { state: `Connected ${formatTime(store.connectedAt, timeZone)}`, tone: "success", facts };
}

function versionWords({ magentoVersion, edition, moduleVersion }: NonNullable<StoreShown["bridge"]>): string {
  const magento = [magentoVersion, edition].filter((text) => text).join(" ");
  return moduleVersion ? `Version ${magento}, module ${moduleVersion}` : `Version ${magento}`;
}

function copyWords({ baseUrl, seenAt }: { baseUrl: string; seenAt: string }, timeZone: string): string {
  return `A copy of it at ${baseUrl} was refused, last ${formatTime(seenAt, timeZone)}. If the shop has moved there, say so in its configuration under Coupon Pools`;
}

function exchangeWords({
  lastAt,
  lateSeconds,
  isLate,
}: NonNullable<StoreShown["bridge"]>["exchange"]): string {
  const since = formatLongDuration(lateSeconds);
  const last = lastAt ? `Last exchange ${since} ago.` : `No exchange since it was connected, ${since} ago.`;
  return isLate
    ? `${last} Check that Magento's cron is running: codes and orders wait until it does.`
    : last.slice(0, -1);
}
