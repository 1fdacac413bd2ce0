import { describe, expect, test } from "vitest";
import { shopCalendar } from "#app/bridge/shop-calendar.ts";
import { offerForMagento, offerFromMagento } from "#app/platforms/magento/offer-messages.ts";
import { offerProblems } from "#app/platforms/magento/offer-problems.ts";
import { ruleToWrite } from "#app/platforms/magento/rule-to-write.ts";
import { type OfferInput, offerSchema } from "#app/platforms/offer.ts";
import { offerProblems as shopifyProblems } from "#app/platforms/shopify/offer-problems.ts";

const percentOff: OfferInput["reward"] = {
  kind: "amount_off",
  value: { kind: "percentage", percent: 10 },
  items: { kind: "all" },
};
const skus = { kind: "products", ids: ["magento/sku/24-MB01", "magento/sku/A B/c"] } as const;
const categories = { kind: "collections", ids: ["magento/category/12"] } as const;
const buyGet = {
  kind: "buy_x_get_y",
  buys: { quantity: 2, items: { kind: "products", ids: [...skus.ids] } },
  gets: { quantity: 1, items: { kind: "products", ids: [...skus.ids].reverse() }, percentOff: 100 },
} as const;

function offer(input: object) {
  return offerSchema.parse({ startsAt: "2026-11-24T00:00:00Z", reward: percentOff, ...input });
}

/** Of a shop in Berlin, an hour ahead of UTC. */
const calendar = shopCalendar("Europe/Berlin", new Date("2026-11-25T12:00:00Z"));

function paths(input: object): string[] {
  return offerProblems(offer(input), calendar).map(({ path }) => path);
}

describe("Magento can express", () => {
  test.each([
    ["a percentage off everything", {}],
    ["money off each item, also of everything", { reward: each({ kind: "all" }) }],
    ["money off products by SKU", { reward: each(skus) }],
    ["money off categories", { reward: each(categories) }],
    ["buy 2 get 1 of the same products", { reward: buyGet }],
    ["free shipping to some countries", { reward: { kind: "free_shipping", countries: ["DE", "AT"] } }],
    ["whole days of the shop", { startsAt: "2026-11-30T23:00:00Z", endsAt: "2026-12-24T22:59:59Z" }],
    ["a beginning in the middle of a day that is over", { startsAt: "2026-11-20T15:30:00Z" }],
    [
      "a minimum, and once per customer",
      { minimum: { kind: "subtotal", amount: 50 }, oncePerCustomer: true },
    ],
  ])("%s", (_, input) => {
    expect(offerProblems(offer(input), calendar)).toEqual([]);
  });
});

describe("refused, next to its field:", () => {
  test.each([
    [
      "customer segments",
      { customers: { kind: "segments", ids: ["gid://shopify/Segment/1"] } },
      ["customers"],
    ],
    ["subscriptions", { purchase: "both", recurringCycles: 3 }, ["purchase", "recurringCycles"]],
    ["a beginning in the middle of a day", { startsAt: "2026-12-01T00:00:00Z" }, ["startsAt"]],
    ["an end in the middle of a day", { endsAt: "2026-12-24T23:59:59Z" }, ["endsAt"]],
    ["an end at the first moment of a day", { endsAt: "2026-12-24T23:00:00Z" }, ["endsAt"]],
    ["combinations", { combinesWith: { shipping: true } }, ["combinesWith"]],
    [
      "a maximum rate of free shipping",
      { reward: { kind: "free_shipping", maximumRate: 20 } },
      ["reward.maximumRate"],
    ],
    ["other products on the other side", { reward: side({ items: categories }) }, ["reward.gets.items"]],
    ["items that are not free", { reward: side({ percentOff: 50 }) }, ["reward.gets.percentOff"]],
    ["more items than were bought", { reward: side({ quantity: 3 }) }, ["reward.gets.quantity"]],
    ["a number of uses in an order", { reward: { ...buyGet, usesPerOrder: 1 } }, ["reward.usesPerOrder"]],
    [
      "products of another platform",
      { reward: each({ kind: "products", ids: ["gid://shopify/Product/1"] }) },
      ["reward.items"],
    ],
    [
      "a category among products",
      { reward: each({ kind: "products", ids: ["magento/category/1"] }) },
      ["reward.items"],
    ],
    [
      "a SKU with a comma",
      { reward: each({ kind: "products", ids: ["magento/sku/a,b"] }) },
      ["reward.items"],
    ],
    [
      "a category that is no number",
      { reward: each({ kind: "collections", ids: ["magento/category/shoes"] }) },
      ["reward.items"],
    ],
  ])("%s", (_, input, expected) => {
    expect(paths(input)).toEqual(expected);
  });

  test("Magento's products, by Shopify", () => {
    const problems = shopifyProblems(offer({ reward: { ...each(skus), value: percentOff.value } }));
    expect(problems.map(({ path }) => path)).toEqual(["reward.items"]);
  });
});

test("between the module and the service products go by their SKU, categories by their number", () => {
  const sent = {
    reward: { ...buyGet, buys: named(["24-MB01", "magento/sku/odd"]), gets: named(["24-MB01"]) },
    startsAt: "2026-11-24T00:00:00Z",
  };
  const kept = offerSchema.parse(offerFromMagento(sent));
  expect(kept.reward).toMatchObject({
    buys: { items: { ids: ["magento/sku/24-MB01", "magento/sku/magento/sku/odd"] } },
    gets: { items: { ids: ["magento/sku/24-MB01"] } },
  });
  expect(kept.titles).toMatchObject({ "magento/sku/24-MB01": "24-MB01" });
  expect(offerForMagento(kept).reward).toMatchObject({
    buys: { items: sent.reward.buys.items },
    gets: { items: sent.reward.gets.items },
  });
  const ofCategories = offerFromMagento({ reward: each({ kind: "collections", ids: [" 12 "] }) });
  expect(ofCategories.reward).toMatchObject({ items: { ids: ["magento/category/12"] } });
});

test("a rule is asked for in the shop's own words and days", () => {
  const described = offer({ reward: each(skus), startsAt: "2026-11-23T23:00:00Z" });
  const group = {
    groupId: "grp_1",
    title: "Ten",
    offer: described,
    offerVersion: 1,
    endsAt: "2026-12-24T22:59:59Z",
  };
  expect(ruleToWrite(group, shopCalendar("Europe/Berlin", new Date()))).toMatchObject({
    offer: { reward: { items: { ids: ["24-MB01", "A B/c"] } } },
    startsOn: "2026-11-24",
    endsOn: "2026-12-24",
  });
});

test("what is no offer at all stays as it was sent, for the schema to say", () => {
  for (const sent of [{}, { reward: null }, { reward: { items: "all" } }, { reward: { items: { ids: 3 } } }])
    expect(offerFromMagento(sent)).toMatchObject(sent);
});

function each(items: object) {
  return { kind: "amount_off", value: { kind: "amount", amount: 5, eachItem: true }, items };
}

function side(change: object) {
  return { ...buyGet, gets: { ...buyGet.gets, ...change } };
}

function named(ids: string[]) {
  return { quantity: 1, items: { kind: "products", ids }, percentOff: 100 };
}
