import { expect, test } from "vitest";
import { type OfferInput, offerSchema } from "#app/platforms/offer.ts";
import { offerInWords } from "#app/templates/offer-in-words.ts";

const startsAt = "2026-11-24T00:00:00Z";
const say = (offer: Omit<OfferInput, "startsAt">) =>
  offerInWords(offerSchema.parse({ startsAt, ...offer }), "EUR");

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
    "Ends on Dec 31, 2026.",
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
    "Free shipping to NL, BE for rates up to €10.00.",
  );
});
