import { expect, test } from "vitest";
import { type Offer, offerSchema } from "#app/platforms/offer.ts";
import { offerProblems } from "#app/platforms/shopify/offer-problems.ts";
import { formOfOffer } from "#app/ui/form-of-offer.ts";
import { newOfferForm } from "#app/ui/new-offer-form.ts";
import { offerErrorOf, offerMissing } from "#app/ui/offer-form-errors.ts";
import { offerOfForm } from "#app/ui/offer-of-form.ts";

const ZONE = "Europe/Berlin";
const NOW = new Date("2026-11-24T10:30:42Z");
const PRODUCT = "gid://shopify/Product/1";
const COLLECTION = "gid://shopify/Collection/2";

const start = newOfferForm(NOW, ZONE);
const read = (values: typeof start) => offerSchema.parse(offerOfForm(values, ZONE));
const errorsOf = (values: typeof start) =>
  (offerSchema.safeParse(offerOfForm(values, ZONE)).error?.issues ?? []).map(({ path, message }) => ({
    path: ["offer", ...path].join("."),
    message,
  }));

const PLAIN: Offer = {
  reward: { kind: "amount_off", value: { kind: "percentage", percent: 10 }, items: { kind: "all" } },
  minimum: { kind: "none" },
  customers: { kind: "all" },
  usesPerCode: 1,
  oncePerCustomer: false,
  purchase: "one_time",
  recurringCycles: 1,
  combinesWith: { product: false, order: false, shipping: false },
  startsAt: "2026-11-24T10:30:00.000Z",
  endsAt: null,
  titles: {},
};

test("the form of a new offer is a valid offer once it has a name: one use of each code, from this minute on", () => {
  expect(read(start)).toEqual(PLAIN);
  expect(start.startsAt).toBe("2026-11-24T11:30");
});

const OFFERS: Record<string, Offer> = {
  "a percentage off chosen products": {
    ...PLAIN,
    reward: {
      kind: "amount_off",
      value: { kind: "percentage", percent: 12.5 },
      items: { kind: "products", ids: [PRODUCT] },
    },
    minimum: { kind: "subtotal", amount: 49.95 },
    usesPerCode: null,
    oncePerCustomer: true,
    combinesWith: { product: true, order: true, shipping: true },
    endsAt: "2026-12-31T22:59:59.000Z",
  },
  "an amount off each item of a collection, on subscriptions": {
    ...PLAIN,
    reward: {
      kind: "amount_off",
      value: { kind: "amount", amount: 5, eachItem: true },
      items: { kind: "collections", ids: [COLLECTION] },
    },
    minimum: { kind: "quantity", quantity: 3 },
    customers: { kind: "segments", ids: ["gid://shopify/Segment/3"] },
    usesPerCode: 2,
    purchase: "both",
    recurringCycles: 0,
  },
  "buy X get Y": {
    ...PLAIN,
    reward: {
      kind: "buy_x_get_y",
      buys: { quantity: 3, items: { kind: "collections", ids: [COLLECTION] } },
      gets: { quantity: 1, items: { kind: "products", ids: [PRODUCT] }, percentOff: 50 },
      usesPerOrder: 2,
    },
  },
  "free shipping to two countries": {
    ...PLAIN,
    reward: { kind: "free_shipping", countries: ["DE", "AT"], maximumRate: 20 },
  },
};

test.each(Object.entries(OFFERS))("an offer comes out of the form as it went in: %s", (_, offer) => {
  const form = formOfOffer({ name: "Spring", offer }, NOW, ZONE);
  expect(form.name).toBe("Spring");
  expect(read(form)).toEqual(offer);
});

test("what a kind of discount does not know is not carried over from another kind", () => {
  const filled = {
    ...start,
    minimum: "subtotal" as const,
    minimumAmount: "50",
    purchase: "both" as const,
    recurringCycles: "3",
    combinesShipping: true,
    eachItem: true,
    valueKind: "amount" as const,
    amount: "5",
  };
  const chosen = { kind: "products" as const, products: [{ id: PRODUCT, title: "Mug" }], collections: [] };
  const kinds = [
    filled,
    { ...filled, reward: "buy_x_get_y" as const, buysItems: chosen, getsItems: chosen },
    { ...filled, reward: "free_shipping" as const },
    { ...filled, purchase: "one_time" as const },
  ];
  for (const values of kinds) expect(offerProblems(read(values))).toEqual([]);
});

test("countries may be typed as codes or as English names", () => {
  const values = { ...start, reward: "free_shipping" as const, destination: "countries" as const };
  expect(read({ ...values, countries: "de, Austria; united states, DE" }).reward).toMatchObject({
    countries: ["DE", "AT", "US"],
  });
  const errors = errorsOf({ ...values, countries: "DE, Atlantis" });
  expect(offerErrorOf("countries", errors)).toMatch(/^Enter two-letter codes/);
});

test("times are the store's, also where its clocks change", () => {
  const { startsAt, endsAt } = read({
    ...start,
    startsAt: "2026-10-25T00:00",
    ends: true,
    endsAt: "2026-10-25T23:59",
  });
  expect([startsAt, endsAt]).toEqual(["2026-10-24T22:00:00.000Z", "2026-10-25T22:59:00.000Z"]);
});

test("an empty field is an error next to it, never a zero or a malformed date", () => {
  const errors = errorsOf({ ...start, percent: "", usesPerCode: " ", startsAt: "", ends: true });
  expect(offerErrorOf("percent", errors)).toBe("Enter a percentage");
  expect(offerErrorOf("usesPerCode", errors)).toBe("Enter a number");
  expect(offerErrorOf("startsAt", errors)).toBe("Enter a date and a time");
  expect(offerErrorOf("endsAt", errors)).toBe("Enter a date and a time");
  expect(offerErrorOf("amount", errors)).toBeUndefined();
  const unchosen = errorsOf({ ...start, items: { kind: "products", products: [], collections: [] } });
  expect(offerErrorOf("items", unchosen)).toBe("Choose at least one product");
});

test("what is still missing is said field by field, in the order of the form", () => {
  const values = { ...start, percent: "", usesPerCode: "", customers: "segments" as const };
  const { error } = offerSchema.safeParse(offerOfForm(values, ZONE));
  expect(offerMissing(error?.issues ?? [])).toEqual([
    "Percentage off: enter a percentage",
    "Choose at least one segment",
    "Uses per code: enter a number",
  ]);
});

test("what is picked keeps its title; an offer of old, without titles, is read as it was", () => {
  const items = { kind: "products" as const, products: [{ id: PRODUCT, title: "Mug" }], collections: [] };
  const offer = read({ ...start, items });
  expect(offer.titles).toEqual({ [PRODUCT]: "Mug" });
  expect(formOfOffer({ name: "Spring", offer }, NOW, ZONE).items.products).toEqual(items.products);
  const { titles: _titles, ...old } = offer;
  const form = formOfOffer({ name: "Spring", offer: offerSchema.parse(old) }, NOW, ZONE);
  expect(form.items.products).toEqual([{ id: PRODUCT, title: null }]);
});
