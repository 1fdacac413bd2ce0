import { getVariableValues, parse } from "graphql";
import { describe, expect, test } from "vitest";
import { type OfferInput, offerSchema } from "#app/platforms/offer.ts";
import { SHOPIFY_API_VERSION } from "#app/platforms/shopify/api-version.ts";
import { discountInput, typeOfOffer } from "#app/platforms/shopify/discount-input.ts";
import * as documents from "#app/platforms/shopify/documents/write-documents.ts";
import { NOTHING_YET, type PresentLists } from "#app/platforms/shopify/list-inputs.ts";
import { offerProblems } from "#app/platforms/shopify/offer-problems.ts";
import { loadAdminSchema } from "#sandbox/shopify/admin-schema.ts";

const product = (number: number) => `gid://shopify/Product/${number}`;
const variant = (number: number) => `gid://shopify/ProductVariant/${number}`;
const collection = (number: number) => `gid://shopify/Collection/${number}`;
const segment = (number: number) => `gid://shopify/Segment/${number}`;

function offer(input: Partial<OfferInput> & Pick<OfferInput, "reward">) {
  return offerSchema.parse({ startsAt: "2026-11-24T00:00:00+01:00", ...input });
}

const percentOff: OfferInput["reward"] = {
  kind: "amount_off",
  value: { kind: "percentage", percent: 33.33 },
  items: { kind: "all" },
};
const buyGet: OfferInput["reward"] = {
  kind: "buy_x_get_y",
  buys: { quantity: 2, items: { kind: "collections", ids: [collection(1)] } },
  gets: { quantity: 1, items: { kind: "products", ids: [product(1), variant(2)] }, percentOff: 100 },
  usesPerOrder: 1,
};
const freeShipping: OfferInput["reward"] = {
  kind: "free_shipping",
  countries: ["NL", "DE"],
  maximumRate: 20,
};

const DOCUMENTS = {
  DiscountCodeBasic: documents.BASIC_CREATE,
  DiscountCodeBxgy: documents.BXGY_CREATE,
  DiscountCodeFreeShipping: documents.FREE_SHIPPING_CREATE,
};

/** What Shopify's own schema says about an input; empty: nothing. */
function schemaErrors(from: ReturnType<typeof offer>, present: PresentLists): readonly string[] {
  const { schema } = loadAdminSchema(SHOPIFY_API_VERSION);
  const [operation] = parse(DOCUMENTS[typeOfOffer(from)]).definitions;
  if (operation?.kind !== "OperationDefinition") throw new Error("no operation");
  const input = discountInput({ title: "T", tag: "t", offer: from, endsAt: null }, present);
  const variables = getVariableValues(schema, operation.variableDefinitions ?? [], { input });
  return (variables.errors ?? []).map(({ message }) => message);
}

describe("an offer as Shopify's input", () => {
  test.each([
    ["a percentage", offer({ reward: percentOff, minimum: { kind: "subtotal", amount: 50 } })],
    [
      "an amount off products and variants, for segments",
      offer({
        reward: {
          kind: "amount_off",
          value: { kind: "amount", amount: 5, eachItem: true },
          items: { kind: "products", ids: [product(1), variant(2)] },
        },
        customers: { kind: "segments", ids: [segment(1)] },
        minimum: { kind: "quantity", quantity: 3 },
        purchase: "both",
        recurringCycles: 0,
      }),
    ],
    ["buy X get Y", offer({ reward: buyGet })],
    ["free shipping", offer({ reward: freeShipping, combinesWith: { order: true } })],
  ])("%s fits the schema and has no problems", (_, from) => {
    expect(offerProblems(from)).toEqual([]);
    expect(schemaErrors(from, NOTHING_YET)).toEqual([]);
  });

  test("the group's end counts, not the offer's; instants are sent in UTC", () => {
    const from = offer({ reward: percentOff, endsAt: "2027-01-01T00:00:00Z" });
    const endsAt = "2026-12-05T23:00:00.000Z";
    const input = discountInput({ title: "T", tag: "t", offer: from, endsAt }, NOTHING_YET);
    expect(input).toMatchObject({ startsAt: "2026-11-23T23:00:00.000Z", endsAt });
  });

  test("a percentage is a share without the noise of binary fractions, and money is exact", () => {
    const from = offer({ reward: percentOff, minimum: { kind: "subtotal", amount: 49.9 } });
    expect(discountInput({ title: "T", tag: "t", offer: from, endsAt: null }, NOTHING_YET)).toMatchObject({
      customerGets: { value: { percentage: 0.3333 } },
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: "49.90" } },
    });
  });

  test("an edit adds what is new to a list, removes what is gone, and sends nothing of what stays", () => {
    const present: PresentLists = {
      ...NOTHING_YET,
      tags: ["sale"],
      segments: [segment(1), segment(2)],
      gets: { kind: "products", products: [product(1), product(9)], variants: [variant(2)] },
    };
    const from = offer({
      reward: {
        kind: "amount_off",
        value: { kind: "percentage", percent: 10 },
        items: { kind: "products", ids: [product(1), product(3), variant(2)] },
      },
      customers: { kind: "segments", ids: [segment(2)] },
    });
    const input = discountInput({ title: "T", tag: "ours", offer: from, endsAt: null }, present);
    expect(input).toMatchObject({
      tags: ["ours", "sale"],
      context: { customerSegments: { remove: [segment(1)] } },
      customerGets: { items: { products: { productsToAdd: [product(3)], productsToRemove: [product(9)] } } },
    });
    expect(schemaErrors(from, present)).toEqual([]);
    const unchanged = discountInput(
      { title: "T", tag: "ours", offer: from, endsAt: null },
      {
        ...present,
        segments: [segment(2)],
        gets: { kind: "products", products: [product(3), product(1)], variants: [variant(2)] },
      },
    );
    expect(unchanged).not.toHaveProperty("context");
    expect(unchanged.customerGets).not.toHaveProperty("items");
  });

  test("an edit to another kind of items or buyers replaces them", () => {
    const present: PresentLists = {
      ...NOTHING_YET,
      segments: [segment(1)],
      countries: ["FR"],
      gets: { kind: "products", products: [product(1)], variants: [] },
    };
    const items = { kind: "collections" as const, ids: [collection(4)] };
    const from = offer({
      reward: { kind: "amount_off", value: { kind: "percentage", percent: 10 }, items },
    });
    expect(discountInput({ title: "T", tag: "t", offer: from, endsAt: null }, present)).toMatchObject({
      context: { all: "ALL" },
      customerGets: { items: { collections: { add: [collection(4)] } } },
    });
    const shipping = offer({ reward: { ...freeShipping, countries: ["NL"] } });
    expect(discountInput({ title: "T", tag: "t", offer: shipping, endsAt: null }, present)).toMatchObject({
      destination: { countries: { add: ["NL"], remove: ["FR"], includeRestOfWorld: false } },
    });
  });

  test("a merchant's five tags are left alone when there is no room for ours", () => {
    const present = { ...NOTHING_YET, tags: ["a", "b", "c", "d", "e"] };
    const from = offer({ reward: percentOff });
    expect(discountInput({ title: "T", tag: "t", offer: from, endsAt: null }, present)).not.toHaveProperty(
      "tags",
    );
  });
});

describe("what Shopify cannot express is said before it is asked", () => {
  const all = { kind: "all" as const };
  test.each<[string, Partial<OfferInput> & Pick<OfferInput, "reward">, string[]]>([
    [
      "buy X get Y with a minimum",
      { reward: buyGet, minimum: { kind: "quantity", quantity: 2 } },
      ["minimum"],
    ],
    [
      "buy X get Y with cycles",
      { reward: buyGet, purchase: "both", recurringCycles: 3 },
      ["recurringCycles"],
    ],
    [
      "buy any get any",
      {
        reward: {
          kind: "buy_x_get_y",
          buys: { quantity: 1, items: all },
          gets: { quantity: 1, items: all, percentOff: 50 },
        },
      },
      ["reward.buys.items", "reward.gets.items"],
    ],
    ["cycles without subscriptions", { reward: percentOff, recurringCycles: 2 }, ["recurringCycles"]],
    [
      "free shipping with shipping discounts",
      { reward: freeShipping, combinesWith: { shipping: true } },
      ["combinesWith.shipping"],
    ],
    [
      "an amount off each item of everything",
      {
        reward: { kind: "amount_off", value: { kind: "amount", amount: 5, eachItem: true }, items: all },
      },
      ["reward.value.eachItem"],
    ],
    ["an end before the start", { reward: percentOff, endsAt: "2026-11-23T22:00:00Z" }, ["endsAt"]],
    [
      "ids of another type",
      {
        reward: {
          kind: "amount_off",
          value: { kind: "percentage", percent: 1 },
          items: { kind: "collections", ids: [product(1)] },
        },
        customers: { kind: "segments", ids: [collection(1)] },
      },
      ["reward.items", "customers"],
    ],
  ])("%s", (_, input, paths) => {
    expect(offerProblems(offer(input)).map(({ path }) => path)).toEqual(paths);
  });
});

test("what chosen things are called is not told to Shopify", () => {
  const asked = { title: "T", tag: "coupon-pools", endsAt: null };
  const named = offer({ reward: buyGet, titles: { [product(1)]: "Mug", [collection(1)]: "Beans" } });
  expect(discountInput({ ...asked, offer: named }, NOTHING_YET)).toEqual(
    discountInput({ ...asked, offer: offer({ reward: buyGet }) }, NOTHING_YET),
  );
});
