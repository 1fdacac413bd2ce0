import type { FoundOffer } from "../discount-platform.ts";
import type { Offer } from "../offer.ts";
import type { OfferPart } from "../offer-parts.ts";
import type { CodeDiscount } from "./discount-answers.ts";
import type { PresentItems, PresentLists } from "./list-inputs.ts";

type Reward = Offer["reward"];
type Items = Extract<Reward, { kind: "amount_off" }>["items"];

/**
 * A discount of Shopify in the words of an offer, the other way round of `discountInput`. What no offer can say keeps
 * what was expected and is named. Null: it is of another kind than expected, which Shopify does not allow.
 */
export function offerOfDiscount(
  discount: CodeDiscount,
  lists: PresentLists,
  expected: Offer,
): FoundOffer | null {
  const unsayable: OfferPart[] = [];
  const reward = rewardOf(discount, lists, expected.reward, unsayable);
  if (reward === null || discount.__typename === "DiscountCodeApp") return null;
  const { combinesWith } = discount;
  const offer: Offer = {
    ...expected,
    reward,
    minimum: minimumOf(discount, expected),
    customers: customersOf(discount.context.__typename, lists, expected, unsayable),
    usesPerCode: discount.usageLimit,
    oncePerCustomer: discount.appliesOncePerCustomer,
    ...purchaseOf(discount, expected),
    combinesWith: {
      product: combinesWith.productDiscounts,
      order: combinesWith.orderDiscounts,
      shipping: combinesWith.shippingDiscounts,
    },
    startsAt: discount.startsAt,
  };
  return { offer, unsayable, endsAt: discount.endsAt };
}

function rewardOf(
  discount: CodeDiscount,
  lists: PresentLists,
  expected: Reward,
  unsayable: OfferPart[],
): Reward | null {
  if (discount.__typename === "DiscountCodeBasic" && expected.kind === "amount_off") {
    const { value } = discount.customerGets;
    const items = itemsOf(lists.gets, expected.items, unsayable);
    return value.__typename === "DiscountPercentage"
      ? { kind: "amount_off", items, value: { kind: "percentage", percent: percent(value.percentage) } }
      : {
          kind: "amount_off",
          items,
          value: { kind: "amount", amount: Number(value.amount.amount), eachItem: value.appliesOnEachItem },
        };
  }
  if (discount.__typename === "DiscountCodeBxgy" && expected.kind === "buy_x_get_y") {
    const { customerBuys, customerGets, usesPerOrderLimit } = discount;
    const buys = { ...expected.buys, items: itemsOf(lists.buys, expected.buys.items, unsayable) };
    const gets = { ...expected.gets, items: itemsOf(lists.gets, expected.gets.items, unsayable) };
    const { value } = customerGets;
    if (customerBuys.value.__typename === "DiscountQuantity") buys.quantity = customerBuys.value.quantity;
    else unsayable.push("value");
    if (value.__typename === "DiscountOnQuantity" && value.effect.__typename === "DiscountPercentage") {
      gets.quantity = value.quantity.quantity;
      gets.percentOff = percent(value.effect.percentage);
    } else unsayable.push("value");
    return { kind: "buy_x_get_y", buys, gets, usesPerOrder: usesPerOrderLimit };
  }
  if (discount.__typename === "DiscountCodeFreeShipping" && expected.kind === "free_shipping") {
    const { destinationSelection: to, maximumShippingPrice: most } = discount;
    const isEverywhere = to.__typename === "DiscountCountryAll";
    if (!isEverywhere && to.includeRestOfWorld) unsayable.push("items");
    return {
      kind: "free_shipping",
      countries: isEverywhere ? null : to.countries,
      maximumRate: most === null ? null : Number(most.amount),
    };
  }
  return null;
}

/** A list that was emptied, or chosen by the merchant to be longer than an offer's, is none that an offer can say. */
function itemsOf(present: PresentItems, expected: Items, unsayable: OfferPart[]): Items {
  if (present.kind === "all") return present;
  const ids = present.kind === "products" ? [...present.products, ...present.variants] : present.collections;
  if (ids.length > 0 && ids.length <= OFFER_IDS_MAX) return { kind: present.kind, ids };
  unsayable.push("items");
  return expected;
}

/** What an offer holds at most of a list. */
const OFFER_IDS_MAX = 100;

function minimumOf(discount: CodeDiscount, expected: Offer): Offer["minimum"] {
  if (!("minimumRequirement" in discount)) return expected.minimum;
  const minimum = discount.minimumRequirement;
  if (minimum === null) return { kind: "none" };
  return minimum.__typename === "DiscountMinimumQuantity"
    ? { kind: "quantity", quantity: minimum.greaterThanOrEqualToQuantity }
    : { kind: "subtotal", amount: Number(minimum.greaterThanOrEqualToSubtotal.amount) };
}

/** Segments are read only where they were expected: reading them needs a scope of its own. */
function customersOf(
  buyers: string,
  { segments }: PresentLists,
  { customers }: Offer,
  unsayable: OfferPart[],
): Offer["customers"] {
  if (buyers === "DiscountBuyerSelectionAll") return { kind: "all" };
  if (buyers === "DiscountCustomerSegments" && customers.kind === "segments" && segments?.length) {
    return { kind: "segments", ids: segments };
  }
  unsayable.push("customers");
  return customers;
}

function purchaseOf(
  discount: Exclude<CodeDiscount, { __typename: "DiscountCodeApp" }>,
  expected: Offer,
): Pick<Offer, "purchase" | "recurringCycles"> {
  const on = discount.__typename === "DiscountCodeFreeShipping" ? discount : discount.customerGets;
  const cycles = "recurringCycleLimit" in discount ? discount.recurringCycleLimit : null;
  // An offer of one-time purchases says 1 and nothing else.
  if (!on.appliesOnSubscription) return { purchase: "one_time", recurringCycles: 1 };
  const purchase = on.appliesOnOneTimePurchase ? "both" : "subscription";
  return { purchase, recurringCycles: cycles ?? expected.recurringCycles };
}

/** Shopify's share from 0 to 1 as a percentage, without the noise of binary fractions. */
function percent(share: number): number {
  return Number((share * 100).toFixed(4));
}
