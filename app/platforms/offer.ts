import { z } from "zod";

// What a merchant describes once, and every code of the template then does at the checkout. In the words of
// the shop, not of one platform's API: each platform says what it cannot express.

/** Characters kept of what something is called: Shopify's own maximum for a title. */
const TITLE_CHARACTERS_MAX = 255;

/** Each platform refuses another's. */
const id = z
  .string()
  .regex(
    /^(gid:\/\/shopify\/(Product|ProductVariant|Collection|Segment)\/\d+|magento\/(sku|category)\/\P{Cc}{1,255})$/u,
    "Choose it again",
  );
/** A name from the store; a longer one is cut. */
const title = z.string().transform((text) => text.slice(0, TITLE_CHARACTERS_MAX));
const money = z.coerce
  .number("Enter an amount")
  .positive("Enter more than 0")
  .max(1_000_000, "Enter less than 1,000,000");
const percent = z.coerce
  .number("Enter a percentage")
  .gt(0, "Enter more than 0")
  .max(100, "Enter at most 100");
const quantity = z.coerce
  .number("Enter a number")
  .int("Enter a whole number")
  .min(1, "Enter at least 1")
  .max(10_000, "Enter at most 10,000");

/** What the discount applies to: the whole order, or items with at least one chosen. */
const itemsSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all") }),
  z.object({ kind: z.literal("products"), ids: z.array(id).min(1, "Choose at least one product").max(100) }),
  z.object({
    kind: z.literal("collections"),
    ids: z.array(id).min(1, "Choose at least one collection").max(100),
  }),
]);

const valueSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("percentage"), percent }),
  z.object({ kind: z.literal("amount"), amount: money, eachItem: z.boolean().default(false) }),
]);

const rewardSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("amount_off"), value: valueSchema, items: itemsSchema }),
  z.object({
    kind: z.literal("buy_x_get_y"),
    buys: z.object({ quantity, items: itemsSchema }),
    gets: z.object({ quantity, items: itemsSchema, percentOff: percent }),
    usesPerOrder: quantity.nullable().default(null),
  }),
  z.object({
    kind: z.literal("free_shipping"),
    /** ISO 3166 country codes; null: everywhere. */
    countries: z.array(z.string().length(2)).min(1, "Choose at least one country").nullable().default(null),
    maximumRate: money.nullable().default(null),
  }),
]);

/** The offer of a described template. Dates are instants; money is in the store's currency. */
export const offerSchema = z.object({
  reward: rewardSchema,
  minimum: z
    .discriminatedUnion("kind", [
      z.object({ kind: z.literal("none") }),
      z.object({ kind: z.literal("subtotal"), amount: money }),
      z.object({ kind: z.literal("quantity"), quantity }),
    ])
    .default({ kind: "none" }),
  customers: z
    .discriminatedUnion("kind", [
      z.object({ kind: z.literal("all") }),
      z.object({
        kind: z.literal("segments"),
        ids: z.array(id).min(1, "Choose at least one segment").max(100),
      }),
    ])
    .default({ kind: "all" }),
  /** Uses of one code; null: no limit. */
  usesPerCode: quantity.nullable().default(1),
  oncePerCustomer: z.boolean().default(false),
  purchase: z.enum(["one_time", "subscription", "both"]).default("one_time"),
  /** Subscription orders to which it applies; 0: all. */
  recurringCycles: z.coerce.number().int().min(0).max(1_000).default(1),
  combinesWith: z
    .object({
      product: z.boolean().default(false),
      order: z.boolean().default(false),
      shipping: z.boolean().default(false),
    })
    .default({ product: false, order: false, shipping: false }),
  startsAt: z.iso.datetime({ offset: true, error: "Enter a date and a time" }),
  endsAt: z.iso.datetime({ offset: true, error: "Enter a date and a time" }).nullable().default(null),
  /** What the chosen products, collections and segments were called when they were chosen, by id; for people alone. */
  titles: z.record(z.string(), title).default({}),
});
export type Offer = z.output<typeof offerSchema>;
export type OfferInput = z.input<typeof offerSchema>;
