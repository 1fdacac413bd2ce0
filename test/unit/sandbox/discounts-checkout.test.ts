import { describe, expect, test } from "vitest";
import { placeOrder } from "#sandbox/shopify/checkout/place-order.ts";
import { createDiscount } from "#sandbox/shopify/discounts/change-discount.ts";
import type { DiscountKind, DiscountTerms } from "#sandbox/shopify/discounts/discount.ts";
import { plainTerms } from "#sandbox/shopify/discounts/plain-terms.ts";
import { openSandboxShop } from "#test/support/sandbox-shop.ts";

const mug = "gid://shopify/ProductVariant/700100"; // 16.00
const sandApron = "gid://shopify/ProductVariant/700110"; // 39.00
const beans = "gid://shopify/ProductVariant/700120"; // 11.50, in Brewing
const kettle = "gid://shopify/ProductVariant/700130"; // 72.00, in Brewing

type Line = Parameters<typeof placeOrder>[1]["lines"][number];

async function openWith(
  terms: Partial<DiscountTerms>,
  { kind = "DiscountCodeBasic" }: { kind?: DiscountKind } = {},
) {
  const shop = await openSandboxShop();
  const all = { ...plainTerms("Discount", "2026-11-23T00:00:00Z"), ...terms };
  const made = createDiscount(shop.sandbox, { kind, terms: all, code: "CODE", by: "merchant" });
  if (!made.ok) throw new Error(made.error.message);
  return {
    ...shop,
    discount: made.discount,
    order(lines: Line[], request: Partial<Parameters<typeof placeOrder>[1]> = {}) {
      return placeOrder(shop.sandbox, { code: "code", email: "new@customers.example", lines, ...request });
    },
  };
}

const one = (variantId: string, quantity = 1): Line => ({ variantId, quantity });
const collectionsOf = (collections: number[]) => ({ kind: "collections" as const, collections });
const gets = (change: Partial<NonNullable<DiscountTerms["gets"]>>) => {
  const { gets: plain } = plainTerms("", "");
  if (!plain) throw new Error("Plain terms give something.");
  return { gets: { ...plain, ...change } };
};
const amountOff = (amount: number, eachItem: boolean) =>
  ({ kind: "amount", amount, eachItem }) satisfies NonNullable<DiscountTerms["gets"]>["value"];

describe("what an accepted code takes off", () => {
  const buyTwoBeans = {
    items: { kind: "products" as const, products: [70012], variants: [] },
    value: { kind: "quantity" as const, quantity: 2 },
    oneTimePurchase: true,
    subscription: false,
  };
  const freeMug = {
    items: { kind: "products" as const, products: [70010], variants: [] },
    value: { kind: "percentage" as const, share: 1 },
    quantity: 1,
  };

  test.each<[string, Partial<DiscountTerms>, Line[], number, DiscountKind?]>([
    ["ten percent of everything", {}, [one(mug, 2), one(beans)], 4.35],
    ["ten percent of a collection", gets({ items: collectionsOf([81011]) }), [one(mug), one(kettle)], 7.2],
    ["an amount off the order", gets({ value: amountOff(5, false) }), [one(mug, 2)], 5],
    ["an amount, at most what it costs", gets({ value: amountOff(50, false) }), [one(mug)], 16],
    ["an amount off each item", gets({ value: amountOff(5, true) }), [one(mug, 3), one(beans)], 20],
    [
      "one variant, not its sister",
      gets({ items: { kind: "products", products: [], variants: [700_110] } }),
      [one(sandApron), one("gid://shopify/ProductVariant/700111")],
      3.9,
    ],
    [
      "buy two, get a mug",
      { buys: buyTwoBeans, ...gets(freeMug) },
      [one(beans, 2), one(mug)],
      16,
      "DiscountCodeBxgy",
    ],
    [
      "as often as the cart allows",
      { buys: buyTwoBeans, ...gets(freeMug) },
      [one(beans, 5), one(mug, 3)],
      32,
      "DiscountCodeBxgy",
    ],
    [
      "at most so often an order",
      { buys: buyTwoBeans, usesPerOrder: 1, ...gets(freeMug) },
      [one(beans, 4), one(mug, 2)],
      16,
      "DiscountCodeBxgy",
    ],
    [
      "the cheapest are given when the same things are bought",
      {
        buys: { ...buyTwoBeans, items: collectionsOf([81010]) },
        ...gets({ ...freeMug, items: collectionsOf([81010]) }),
      },
      [one(beans), one(kettle), one(mug)],
      11.5,
      "DiscountCodeBxgy",
    ],
  ])("%s", async (_, terms, lines, amount, kind) => {
    const { order } = await openWith(terms, kind ? { kind } : {});
    expect(order(lines).answer).toMatchObject({ kind: "accepted", amount });
  });

  test("free shipping: the rate, in the countries named, up to the dearest rate", async () => {
    const terms: Partial<DiscountTerms> = {
      gets: null,
      purchases: { oneTime: true, subscription: false },
      destination: { kind: "countries", countries: ["NL"], restOfWorld: false },
      maximumShippingPrice: 10,
    };
    const { order } = await openWith(terms, { kind: "DiscountCodeFreeShipping" });
    expect(order([one(mug)], { shippingPrice: 7.5 }).answer).toMatchObject({ amount: 7.5, on: "SHIPPING" });
    expect(order([one(mug)], { shippingPrice: 12 }).answer).toMatchObject({ reason: "nothing_qualifies" });
    expect(order([one(mug)], { country: "FR" }).answer).toMatchObject({ reason: "nothing_qualifies" });
  });
});

describe("a code that is refused", () => {
  test.each<[string, Partial<DiscountTerms>, Partial<Parameters<typeof placeOrder>[1]>]>([
    ["not_found", {}, { code: "OTHER" }],
    ["not_started", { startsAt: "2026-11-23T09:00:01Z" }, {}],
    ["ended", { endsAt: "2026-11-23T09:00:00Z" }, {}],
    ["wrong_customer", { buyers: { kind: "segments", segments: [61002] } }, {}],
    [
      "wrong_customer",
      { buyers: { kind: "customers", customers: [91002] } },
      { email: "ada.jansen@customers.example" },
    ],
    ["below_minimum", { minimum: { kind: "subtotal", amount: 16.01 } }, {}],
    ["below_minimum", { minimum: { kind: "quantity", quantity: 2 } }, {}],
    [
      "below_minimum",
      { minimum: { kind: "subtotal", amount: 10 }, ...gets({ items: collectionsOf([81011]) }) },
      {},
    ],
    ["nothing_qualifies", gets({ items: collectionsOf([81011]) }), {}],
    ["nothing_qualifies", {}, { lines: [{ ...one(mug), isSubscription: true }] }],
  ])("%s", async (reason, terms, request) => {
    const { order, sandbox } = await openWith(terms);
    const { answer, order: placed } = order([one(mug)], request);
    expect(answer).toMatchObject({ kind: "refused", reason, sentence: expect.stringMatching(/\w/) });
    expect(placed).toBeNull();
    expect(sandbox.state.data.orders).toEqual([]);
  });

  test("works until the last second before its end and not in that second", async () => {
    const { order } = await openWith({ endsAt: "2026-11-24T23:00:00Z" });
    const at = (time: string) => order([one(mug)], { now: new Date(time) }).answer.kind;
    expect(at("2026-11-24T22:59:59.999Z")).toBe("accepted");
    expect(at("2026-11-24T23:00:00Z")).toBe("refused");
  });

  test("its uses are its own: another code of the same discount still works", async () => {
    const { order, sandbox, discount } = await openWith({ usageLimit: 1 });
    const { codes } = sandbox.discounts;
    sandbox.discounts.change({ add: ["SECOND"], to: discount.number, from: codes.next, by: "app" });
    expect(order([one(mug)]).answer.kind).toBe("accepted");
    expect(order([one(mug)]).answer).toMatchObject({ reason: "used_up" });
    expect(order([one(mug)], { code: "second" }).answer.kind).toBe("accepted");
    expect(sandbox.discounts.discounts.get(discount.number)?.uses).toBe(2);
  });

  test("once per customer, whatever the case of the address", async () => {
    const { order } = await openWith({ oncePerCustomer: true });
    expect(order([one(mug)], { email: "A@customers.example" }).answer.kind).toBe("accepted");
    expect(order([one(mug)], { email: "a@customers.example" }).answer).toMatchObject({
      reason: "used_by_customer",
    });
    expect(order([one(mug)], { email: "b@customers.example" }).answer.kind).toBe("accepted");
  });
});
