import type { Offer } from "../offer.ts";
import { contextInput, destinationInput, itemsInput, type PresentLists, tagsInput } from "./list-inputs.ts";

/** The types of code discount that can be created, in Shopify's names. */
export type WritableType = "DiscountCodeBasic" | "DiscountCodeBxgy" | "DiscountCodeFreeShipping";

type Input = Record<string, unknown>;

export interface DiscountRequest {
  title: string;
  tag: string;
  offer: Offer;
  /** The end of the group, which counts instead of the offer's. */
  endsAt: string | null;
}

export function typeOfOffer({ reward }: Offer): WritableType {
  switch (reward.kind) {
    case "amount_off":
      return "DiscountCodeBasic";
    case "buy_x_get_y":
      return "DiscountCodeBxgy";
    case "free_shipping":
      return "DiscountCodeFreeShipping";
    default:
      return reward satisfies never;
  }
}

/**
 * The input that makes a discount be what the offer says, whatever it was: a create with NOTHING_YET, an
 * update with what it has now. Lists are sent as differences, all else as it shall be. The offer must have
 * no `offerProblems`.
 */
export function discountInput({ title, tag, offer, endsAt }: DiscountRequest, present: PresentLists): Input {
  const { reward, combinesWith } = offer;
  const common: Input = {
    title,
    ...tagsInput(present.tags, tag),
    startsAt: new Date(offer.startsAt).toISOString(),
    endsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
    usageLimit: offer.usesPerCode,
    appliesOncePerCustomer: offer.oncePerCustomer,
    combinesWith: {
      productDiscounts: combinesWith.product,
      orderDiscounts: combinesWith.order,
      shippingDiscounts: combinesWith.shipping,
    },
    ...contextInput(offer, present.segments),
  };
  const purchases = {
    appliesOnOneTimePurchase: offer.purchase !== "subscription",
    appliesOnSubscription: offer.purchase !== "one_time",
  };
  switch (reward.kind) {
    case "amount_off": {
      const { value, items } = reward;
      const amount =
        value.kind === "percentage"
          ? { percentage: share(value.percent) }
          : { discountAmount: { amount: decimal(value.amount), appliesOnEachItem: value.eachItem } };
      return {
        ...common,
        minimumRequirement: minimumInput(offer.minimum),
        recurringCycleLimit: offer.recurringCycles,
        customerGets: { ...purchases, value: amount, ...itemsInput(items, present.gets) },
      };
    }
    case "buy_x_get_y": {
      const { buys, gets, usesPerOrder } = reward;
      return {
        ...common,
        usesPerOrderLimit: usesPerOrder,
        customerBuys: {
          isOneTimePurchase: purchases.appliesOnOneTimePurchase,
          isSubscription: purchases.appliesOnSubscription,
          value: { quantity: String(buys.quantity) },
          ...itemsInput(buys.items, present.buys),
        },
        customerGets: {
          ...purchases,
          value: {
            discountOnQuantity: {
              quantity: String(gets.quantity),
              effect: { percentage: share(gets.percentOff) },
            },
          },
          ...itemsInput(gets.items, present.gets),
        },
      };
    }
    case "free_shipping":
      return {
        ...common,
        ...purchases,
        minimumRequirement: minimumInput(offer.minimum),
        recurringCycleLimit: offer.recurringCycles,
        maximumShippingPrice: reward.maximumRate === null ? null : decimal(reward.maximumRate),
        destination: destinationInput(reward.countries, present.countries),
      };
    default:
      return reward satisfies never;
  }
}

function minimumInput(minimum: Offer["minimum"]): Input | null {
  switch (minimum.kind) {
    case "none":
      return null;
    case "subtotal":
      return { subtotal: { greaterThanOrEqualToSubtotal: decimal(minimum.amount) } };
    case "quantity":
      return { quantity: { greaterThanOrEqualToQuantity: String(minimum.quantity) } };
    default:
      return minimum satisfies never;
  }
}

/** Shopify's share from 0 to 1; 33.33 % without the noise of binary fractions. */
function share(percent: number): number {
  return Number((percent / 100).toFixed(6));
}

/** Shopify's Decimal; two digits, or three for the few currencies that have them. */
function decimal(amount: number): string {
  return amount.toFixed(3).replace(/0$/, "");
}
