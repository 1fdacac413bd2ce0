import type { Offer } from "../platforms/offer.ts";

type Items = { kind: "all" } | { kind: "products" | "collections"; ids: string[] };

/** What an offer does at the checkout, in sentences; the first one says what it is worth. */
export function offerInWords(offer: Offer, currency: string): string[] {
  const money = (amount: number) =>
    new Intl.NumberFormat("en", { style: "currency", currency: currency || "USD" }).format(amount);
  return [
    rewardInWords(offer, money),
    minimumInWords(offer, money),
    offer.customers.kind === "segments"
      ? `Only for ${plural(offer.customers.ids.length, "customer segment")}.`
      : null,
    offer.usesPerCode === null
      ? "A code can be used any number of times."
      : `A code can be used ${times(offer.usesPerCode)}.`,
    offer.oncePerCustomer ? "A customer can use the same code once." : null,
    purchaseInWords(offer),
    combinationsInWords(offer),
    offer.endsAt ? `Ends on ${day(offer.endsAt)}.` : null,
  ].filter((sentence) => sentence !== null);
}

function rewardInWords({ reward }: Offer, money: (amount: number) => string): string {
  switch (reward.kind) {
    case "amount_off": {
      const { value, items } = reward;
      if (value.kind === "percentage") return `${value.percent}% off ${itemsInWords(items, "the order")}.`;
      const each = value.eachItem && items.kind !== "all" ? ", for each item" : "";
      return `${money(value.amount)} off ${itemsInWords(items, "the order")}${each}.`;
    }
    case "buy_x_get_y": {
      const { buys, gets, usesPerOrder } = reward;
      const off = gets.percentOff === 100 ? "free" : `at ${gets.percentOff}% off`;
      const often = usesPerOrder === null ? "" : `, ${times(usesPerOrder)} per order`;
      return `Buy ${buys.quantity} of ${itemsInWords(buys.items, "all products")}, get ${gets.quantity} of ${itemsInWords(gets.items, "all products")} ${off}${often}.`;
    }
    case "free_shipping": {
      const where = reward.countries === null ? "" : ` to ${reward.countries.join(", ")}`;
      const most = reward.maximumRate === null ? "" : ` for rates up to ${money(reward.maximumRate)}`;
      return `Free shipping${where}${most}.`;
    }
    default:
      throw new Error(`An unknown reward: ${reward satisfies never}`);
  }
}

function itemsInWords(items: Items, all: string): string {
  if (items.kind === "all") return all;
  return plural(items.ids.length, items.kind === "products" ? "chosen product" : "chosen collection");
}

function minimumInWords({ minimum }: Offer, money: (amount: number) => string): string | null {
  switch (minimum.kind) {
    case "none":
      return null;
    case "subtotal":
      return `For orders from ${money(minimum.amount)}.`;
    case "quantity":
      return `For orders of at least ${plural(minimum.quantity, "item")}.`;
    default:
      throw new Error(`An unknown minimum: ${minimum satisfies never}`);
  }
}

function purchaseInWords({ purchase, recurringCycles }: Offer): string | null {
  if (purchase === "one_time") return null;
  const cycles = recurringCycles === 0 ? "every order" : `the first ${plural(recurringCycles, "order")}`;
  return purchase === "subscription"
    ? `For subscriptions, on ${cycles}.`
    : `Also for subscriptions, on ${cycles}.`;
}

function combinationsInWords({ combinesWith }: Offer): string {
  const kinds = [
    combinesWith.product ? "product" : null,
    combinesWith.order ? "order" : null,
    combinesWith.shipping ? "shipping" : null,
  ].filter((kind) => kind !== null);
  return kinds.length === 0
    ? "Combines with no other discount."
    : `Combines with ${kinds.join(" and ")} discounts.`;
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function day(instant: string): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" }).format(new Date(instant));
}
