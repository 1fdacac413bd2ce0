import { expect, test } from "vitest";
import { type OfferInput, offerSchema } from "#app/platforms/offer.ts";
import { offerInWords } from "#app/templates/offer-in-words.ts";

const startsAt = "2026-11-24T00:00:00Z";
const say = (offer: Omit<OfferInput, "startsAt">) =>
  offerInWords(offerSchema.parse({ startsAt, ...offer }), {
    currency: "EUR",
    timeZone: "America/New_York",
  });

test("the first sentence says what an offer is worth, the others its conditions", () => {
  expect(
    say({
      reward: { kind: "amount_off", value: { kind: "percentage", percent: 20 }, items: { kind: "all" } },
      minimum: { kind: "subtotal", amount: 50 },
      endsAt: "2026-12-31T23:59:59Z",
    }),
  ).toEqual([
    "20% off the order.",
    "For orders from €50.00.",
    "A code can be used once.",
    "Combines with no other discount.",
    "Works from 23 Nov 2026, 19:00 until 31 Dec 2026, 18:59.",
  ]);
});

test("every kind of reward has a sentence", () => {
  const products = { kind: "products" as const, ids: ["gid://shopify/Product/1", "gid://shopify/Product/2"] };
  const collection = { kind: "collections" as const, ids: ["gid://shopify/Collection/1"] };
  const first = (reward: OfferInput["reward"]) => say({ reward })[0];
  expect(
    first({ kind: "amount_off", value: { kind: "amount", amount: 5, eachItem: true }, items: products }),
  ).toBe("€5.00 off 2 chosen products, for each item.");
  expect(
    first({
      kind: "buy_x_get_y",
      buys: { quantity: 2, items: products },
      gets: { quantity: 1, items: collection, percentOff: 100 },
      usesPerOrder: 1,
    }),
  ).toBe("Buy 2 of 2 chosen products, get 1 of 1 chosen collection free, once per order.");
  expect(first({ kind: "free_shipping", countries: ["NL", "BE"], maximumRate: 10 })).toBe(
    "Free shipping to Netherlands and Belgium for rates up to €10.00.",
  );
});

test("what is chosen is called by its title: one and two by name, of more the first", () => {
  const ids = ["gid://shopify/Collection/1", "gid://shopify/Collection/2", "gid://shopify/Collection/3"];
  const titles = {
    "gid://shopify/Collection/1": "Summer shirts",
    "gid://shopify/Collection/2": "Hats",
    "gid://shopify/Collection/3": "Socks",
  };
  const first = (count: number, known: Record<string, string> = titles) =>
    say({
      reward: {
        kind: "amount_off",
        value: { kind: "percentage", percent: 20 },
        items: { kind: "collections", ids: ids.slice(0, count) },
      },
      titles: known,
    })[0];
  expect(first(1)).toBe("20% off “Summer shirts”.");
  expect(first(2)).toBe("20% off “Summer shirts” and “Hats”.");
  expect(first(3)).toBe("20% off “Summer shirts” and 2 more.");
  expect(first(2, { "gid://shopify/Collection/2": "Hats" })).toBe("20% off “Hats” and 1 more.");
  expect(first(3, {})).toBe("20% off 3 chosen collections.");
});

test("segments are called by their names, and of many countries the rest are counted", () => {
  const segments = ["gid://shopify/Segment/1", "gid://shopify/Segment/2"];
  const offer: Omit<OfferInput, "startsAt"> = {
    reward: { kind: "free_shipping", countries: ["NL", "BE", "LU", "DE", "AT", "CH", "FR"] },
    customers: { kind: "segments", ids: segments },
    titles: { "gid://shopify/Segment/1": "VIP" },
  };
  expect(say(offer).slice(0, 2)).toEqual([
    "Free shipping to Netherlands, Belgium, Luxembourg, Germany, Austria and 2 more.",
    "Only for the customer segments “VIP” and 1 more.",
  ]);
  expect(say({ ...offer, titles: {} })).toContain("Only for 2 customer segments.");
});
