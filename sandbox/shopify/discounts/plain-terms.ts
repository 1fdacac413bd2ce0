import type { DiscountTerms } from "./discount.ts";

/** A percentage off everything, for everybody, without end: what other terms differ from. */
export function plainTerms(title: string, startsAt: string, percent = 10): DiscountTerms {
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
      value: { kind: "percentage", share: percent / 100 },
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
