import { isDeepStrictEqual } from "node:util";
import type { Offer } from "./offer.ts";

/** The parts of an offer, as far as somebody may change them in the shop's admin. */
export const OFFER_PARTS = [
  "value",
  "items",
  "minimum",
  "customers",
  "usesPerCode",
  "oncePerCustomer",
  "purchase",
  "combinesWith",
  "startsAt",
] as const;
export type OfferPart = (typeof OFFER_PARTS)[number];

/**
 * The parts in which a discount differs from the offer that it was made of. Compared as a platform keeps them: a share
 * with six digits, an amount with three, dates in whole seconds, lists in any order.
 */
export function offerDifferences(expected: Offer, found: Offer): OfferPart[] {
  const [ours, theirs] = [comparable(expected), comparable(found)];
  return OFFER_PARTS.filter((part) => !isDeepStrictEqual(ours[part], theirs[part]));
}

function comparable(offer: Offer): Record<OfferPart, unknown> {
  const { purchase, recurringCycles } = offer;
  return {
    ...rewardParts(offer),
    minimum:
      offer.minimum.kind === "subtotal"
        ? { ...offer.minimum, amount: amount(offer.minimum.amount) }
        : offer.minimum,
    customers:
      offer.customers.kind === "segments"
        ? { ...offer.customers, ids: sorted(offer.customers.ids) }
        : offer.customers,
    usesPerCode: offer.usesPerCode,
    oncePerCustomer: offer.oncePerCustomer,
    // Orders of a subscription mean nothing where there is none.
    purchase:
      purchase === "one_time" || offer.reward.kind === "buy_x_get_y"
        ? purchase
        : { purchase, recurringCycles },
    combinesWith: offer.combinesWith,
    startsAt: Math.floor(Date.parse(offer.startsAt) / 1_000),
  };
}

function rewardParts({ reward }: Offer): { value: unknown; items: unknown } {
  switch (reward.kind) {
    case "amount_off": {
      const { value, items } = reward;
      return {
        value:
          value.kind === "percentage"
            ? { percent: share(value.percent) }
            : { amount: amount(value.amount), eachItem: value.eachItem },
        items: listed(items),
      };
    }
    case "buy_x_get_y": {
      const { buys, gets, usesPerOrder } = reward;
      return {
        value: { buys: buys.quantity, gets: gets.quantity, percent: share(gets.percentOff), usesPerOrder },
        items: { buys: listed(buys.items), gets: listed(gets.items) },
      };
    }
    case "free_shipping":
      return {
        value: { maximumRate: reward.maximumRate === null ? null : amount(reward.maximumRate) },
        items: reward.countries === null ? null : sorted(reward.countries),
      };
    default:
      return reward satisfies never;
  }
}

type Items = Extract<Offer["reward"], { kind: "amount_off" }>["items"];

function listed(items: Items): unknown {
  return items.kind === "all" ? items : { kind: items.kind, ids: sorted(items.ids) };
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

function share(percent: number): number {
  return Math.round(percent * 10_000);
}

function amount(money: number): number {
  return Math.round(money * 1_000);
}
