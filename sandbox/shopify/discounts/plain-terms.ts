import type { DiscountTerms } from "./discount.ts";

/** Ten percent off everything, for everybody, from now on: what other terms differ from. */
export function plainTerms(title: string, startsAt: string): DiscountTerms {
  return {
    title,
    startsAt,
    endsAt: null,
    usageLimit: null,
    oncePerCustomer: false,
    combinesWith: { order: false, product: false, shipping: false, productTags: [] },
    buyers: { kind: "all" },
    tags: [],
    minimum: null,
    gets: {
      items: { kind: "all" },
      value: { kind: "percentage", share: 0.1 },
      quantity: null,
      oneTimePurchase: true,
      subscription: false,
    },
    buys: null,
    usesPerOrder: null,
    recurringCycles: 1,
    destination: null,
    maximumShippingPrice: null,
    purchases: null,
  };
}
