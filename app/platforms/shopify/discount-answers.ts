import { z } from "zod";

// The answers to the documents that read discounts, as far as they are used.

const money = z.object({ amount: z.string(), currencyCode: z.string() });
const page = z.object({ hasNextPage: z.boolean() });
const titles = z.object({ nodes: z.array(z.object({ title: z.string() })), pageInfo: page });
const displayNames = z.object({ nodes: z.array(z.object({ displayName: z.string() })), pageInfo: page });

const percentage = z.object({ __typename: z.literal("DiscountPercentage"), percentage: z.number() });
const amount = z.object({
  __typename: z.literal("DiscountAmount"),
  amount: money,
  appliesOnEachItem: z.boolean(),
});
const onQuantity = z.object({
  __typename: z.literal("DiscountOnQuantity"),
  quantity: z.object({ quantity: z.coerce.number() }),
  effect: z.discriminatedUnion("__typename", [percentage, amount]),
});

/** In a list only the type is read. */
const items = z.discriminatedUnion("__typename", [
  z.object({ __typename: z.literal("AllDiscountItems") }),
  z.object({
    __typename: z.literal("DiscountProducts"),
    products: titles.optional(),
    productVariants: displayNames.optional(),
  }),
  z.object({ __typename: z.literal("DiscountCollections"), collections: titles.optional() }),
]);

const minimum = z
  .discriminatedUnion("__typename", [
    z.object({
      __typename: z.literal("DiscountMinimumQuantity"),
      greaterThanOrEqualToQuantity: z.coerce.number(),
    }),
    z.object({ __typename: z.literal("DiscountMinimumSubtotal"), greaterThanOrEqualToSubtotal: money }),
  ])
  .nullable();

const terms = {
  title: z.string(),
  status: z.enum(["ACTIVE", "EXPIRED", "SCHEDULED"]),
  startsAt: z.string(),
  endsAt: z.string().nullable(),
  usageLimit: z.number().nullable(),
  appliesOncePerCustomer: z.boolean(),
  codesCount: z.object({ count: z.number() }).nullable(),
  combinesWith: z.object({
    orderDiscounts: z.boolean(),
    productDiscounts: z.boolean(),
    shippingDiscounts: z.boolean(),
  }),
  context: z.object({ __typename: z.string() }),
};
const purchases = { appliesOnOneTimePurchase: z.boolean(), appliesOnSubscription: z.boolean() };

const codeDiscountSchema = z.discriminatedUnion("__typename", [
  z.object({
    __typename: z.literal("DiscountCodeBasic"),
    ...terms,
    recurringCycleLimit: z.number().nullable(),
    minimumRequirement: minimum,
    customerGets: z.object({
      ...purchases,
      items,
      value: z.discriminatedUnion("__typename", [percentage, amount]),
    }),
  }),
  z.object({
    __typename: z.literal("DiscountCodeBxgy"),
    ...terms,
    usesPerOrderLimit: z.number().nullable(),
    customerBuys: z.object({
      items,
      value: z.discriminatedUnion("__typename", [
        z.object({ __typename: z.literal("DiscountQuantity"), quantity: z.coerce.number() }),
        z.object({ __typename: z.literal("DiscountPurchaseAmount"), amount: z.string() }),
      ]),
    }),
    customerGets: z.object({
      ...purchases,
      items,
      value: z.discriminatedUnion("__typename", [percentage, amount, onQuantity]),
    }),
  }),
  z.object({
    __typename: z.literal("DiscountCodeFreeShipping"),
    ...terms,
    ...purchases,
    recurringCycleLimit: z.number().nullable(),
    minimumRequirement: minimum,
    maximumShippingPrice: money.nullable(),
    destinationSelection: z.discriminatedUnion("__typename", [
      z.object({ __typename: z.literal("DiscountCountryAll") }),
      z.object({
        __typename: z.literal("DiscountCountries"),
        countries: z.array(z.string()),
        includeRestOfWorld: z.boolean(),
      }),
    ]),
  }),
  z.object({
    __typename: z.literal("DiscountCodeApp"),
    ...terms,
    appDiscountType: z.object({ title: z.string() }),
  }),
]);

export type CodeDiscount = z.output<typeof codeDiscountSchema>;
export type AnsweredItems = z.output<typeof items>;
export type AnsweredMoney = z.output<typeof money>;

/** Discounts that apply by themselves have no codes: all that is known of them is that. */
const anyDiscountSchema = z.union([
  codeDiscountSchema,
  z.object({ __typename: z.string().startsWith("DiscountAutomatic") }),
]);

export const discountAnswer = z.object({
  discountNode: z.object({ id: z.string(), discount: anyDiscountSchema }).nullable(),
});

export const discountsAnswer = z.object({
  discountNodes: z.object({
    nodes: z.array(z.object({ id: z.string(), discount: anyDiscountSchema })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

export const discountByCodeAnswer = z.object({
  codeDiscountNodeByCode: z.object({ id: z.string(), codeDiscount: codeDiscountSchema }).nullable(),
});
