import { describe, expect, test } from "vitest";
import { exchangeLateness } from "#app/accounts/exchange-lateness.ts";
import { type StoreShown, storeWords } from "#app/ui/store-words.ts";

const now = new Date("2026-11-24T12:00:00Z");
const connectedAt = "2026-11-24T09:00:00.000Z";

function magento(lastExchangeAt: string | null, change: Partial<StoreShown> = {}): StoreShown {
  const report = {
    baseUrl: "https://shop.example.com/",
    magentoVersion: "2.4.6-p11",
    edition: "Community",
    moduleVersion: "1.0.0",
  };
  const exchange = exchangeLateness({ connectedAt, lastExchangeAt }, now);
  const bridge = { ...(lastExchangeAt ? report : NOTHING_SAID), exchange, lateReason: null, copy: null };
  return {
    id: "store_1",
    platform: "magento",
    name: "Main Website",
    domain: "0f6e6b3c",
    connectedAt,
    disconnectedAt: null,
    bridge,
    ...change,
  };
}
const NOTHING_SAID = { baseUrl: null, magentoVersion: null, edition: null, moduleVersion: null };

describe("a Magento store", () => {
  test("that calls is connected, and says what it is", () => {
    const words = storeWords(magento("2026-11-24T11:59:30.000Z"), "UTC");
    expect(words).toEqual({
      state: "Connected 24 Nov 2026, 09:00",
      tone: "success",
      facts: [
        "Magento · https://shop.example.com/",
        "Version 2.4.6-p11 Community, module 1.0.0",
        "Last exchange 30 s ago",
      ],
    });
  });

  test("with a copy that tries to exchange says where that is", () => {
    const store = magento("2026-11-24T11:59:30.000Z");
    const copy = { baseUrl: "https://staging.example.com/", seenAt: "2026-11-24T11:00:00.000Z" };
    const shown = { ...store, bridge: store.bridge && { ...store.bridge, copy } };
    expect(storeWords(shown, "UTC").facts.at(-1)).toBe(
      "A copy of it at https://staging.example.com/ was refused, last 24 Nov 2026, 11:00. If the shop has moved there, say so in its configuration under Coupon Pools",
    );
  });

  test("that has stopped calling is late, and what to look at is said", () => {
    const { state, tone, facts } = storeWords(magento("2026-11-24T11:30:00.000Z"), "UTC");
    expect([state, tone]).toEqual(["Late", "warning"]);
    expect(facts.at(-1)).toMatch(/^Last exchange 30 min ago\. Check that Magento's cron is running/);
  });

  test("that has been silent for days says so in days", () => {
    const exchange = { lastAt: "2026-11-20T12:00:00.000Z", lateSeconds: 4 * 86_400, isLate: true };
    const { bridge, ...store } = magento(null);
    const { facts } = storeWords({ ...store, bridge: bridge && { ...bridge, exchange } }, "UTC");
    expect(facts.at(-1)).toMatch(/^Last exchange 4 days ago\./);
  });

  test("that calls, but does not take the ends of codes, is late here as on the dashboard", () => {
    const store = magento("2026-11-24T11:59:30.000Z");
    const bridge = store.bridge && { ...store.bridge, lateReason: "ends_untold" as const };
    const { state, facts } = storeWords({ ...store, bridge }, "UTC");
    expect(state).toBe("Late");
    expect(facts).toContain("Last exchange 30 s ago");
    expect(facts.at(-1)).toMatch(
      /^It does not take the ends of codes\. .* do not expire at its checkout\. Magento's page Self-Test/,
    );
  });

  test("that never called is late, counted from when it was connected", () => {
    const { state, facts } = storeWords(magento(null), "UTC");
    expect(state).toBe("Late");
    expect(facts).toEqual([
      "Magento · 0f6e6b3c",
      expect.stringMatching(/^No exchange since it was connected, 3 h 0 min ago\./),
    ]);
  });

  test("that is disconnected is not late, too", () => {
    const disconnectedAt = "2026-11-24T10:00:00.000Z";
    const { state, facts } = storeWords(magento("2026-11-24T09:59:00.000Z", { disconnectedAt }), "UTC");
    expect(state).toBe("Disconnected 24 Nov 2026, 10:00");
    expect(facts).toHaveLength(2);
  });
});

test("a store that came back is given time again, whenever it called before", () => {
  const lastExchangeAt = "2026-11-01T00:00:00.000Z";
  const back = "2026-11-24T11:55:00.000Z";
  expect(exchangeLateness({ connectedAt: back, lastExchangeAt }, now)).toEqual({
    lastAt: lastExchangeAt,
    lateSeconds: 300,
    isLate: false,
  });
});

test("a Shopify store has no module", () => {
  const store = magento(null, { platform: "shopify", domain: "a.myshopify.com", bridge: null });
  expect(storeWords(store, "UTC")).toMatchObject({ tone: "success", facts: ["Shopify · a.myshopify.com"] });
});
