import { countryName } from "../platforms/country-name.ts";
import type { Offer } from "../platforms/offer.ts";

type Items = { kind: "all" } | { kind: "products" | "collections"; ids: string[] };

/** What sums and dates are written in. */
export interface OfferPlace {
  /** ISO 4217 */
  currency: string;
  /** IANA name */
  timeZone: string;
}

/** Countries named one by one; of more, the rest are counted. */
const COUNTRIES_NAMED = 6;

/** What an offer does at the checkout, in sentences; the first one says what it is worth. */
export function offerInWords(offer: Offer, { currency, timeZone }: OfferPlace): string[] {
  const money = (amount: number) =>
    new Intl.NumberFormat("en", { style: "currency", currency: currency || "USD" }).format(amount);
  return [
    rewardInWords(offer, money),
    minimumInWords(offer, money),
    offer.customers.kind === "segments"
      ? `Only for ${chosenInWords(offer.customers.ids, "customer segment", offer.titles, "named")}.`
      : null,
    offer.usesPerCode === null
      ? "A code can be used any number of times."
      : `A code can be used ${times(offer.usesPerCode)}.`,
    offer.oncePerCustomer ? "A customer can use the same code once." : null,
    purchaseInWords(offer),
    combinationsInWords(offer),
    datesInWords(offer, timeZone),
  ].filter((sentence) => sentence !== null);
}

function rewardInWords({ reward, titles }: Offer, money: (amount: number) => string): string {
  const of = (items: Items, all: string) => itemsInWords(items, all, titles);
  switch (reward.kind) {
    case "amount_off": {
      const { value, items } = reward;
      if (value.kind === "percentage") return `${value.percent}% off ${of(items, "the order")}.`;
      const each = value.eachItem && items.kind !== "all" ? ", for each item" : "";
      return `${money(value.amount)} off ${of(items, "the order")}${each}.`;
    }
    case "buy_x_get_y": {
      const { buys, gets, usesPerOrder } = reward;
      const off = gets.percentOff === 100 ? "free" : `at ${gets.percentOff}% off`;
      const often = usesPerOrder === null ? "" : `, ${times(usesPerOrder)} per order`;
      return `Buy ${buys.quantity} of ${of(buys.items, "all products")}, get ${gets.quantity} of ${of(gets.items, "all products")} ${off}${often}.`;
    }
    case "free_shipping": {
      const where = reward.countries === null ? "" : ` to ${countriesInWords(reward.countries)}`;
      const most = reward.maximumRate === null ? "" : ` for rates up to ${money(reward.maximumRate)}`;
      return `Free shipping${where}${most}.`;
    }
    default:
      throw new Error(`An unknown reward: ${reward satisfies never}`);
  }
}

function itemsInWords(items: Items, all: string, titles: Offer["titles"]): string {
  if (items.kind === "all") return all;
  const kind = items.kind === "products" ? "product" : "collection";
  return chosenInWords(items.ids, kind, titles, "bare");
}

/** “Summer shirts” and 2 more; where no title is known, as for offers of old, how many: 3 chosen products. */
function chosenInWords(
  ids: string[],
  kind: string,
  titles: Offer["titles"],
  style: "bare" | "named",
): string {
  const named = ids.flatMap((id) => titles[id] ?? []).map((title) => `“${title}”`);
  const prefix = style === "named" ? `the ${kind}${ids.length === 1 ? "" : "s"} ` : "";
  const [first, second] = named;
  if (first === undefined)
    return style === "named" ? plural(ids.length, kind) : plural(ids.length, `chosen ${kind}`);
  if (ids.length === 1) return `${prefix}${first}`;
  if (ids.length === 2 && second !== undefined) return `${prefix}${first} and ${second}`;
  return `${prefix}${first} and ${ids.length - 1} more`;
}

function countriesInWords(codes: string[]): string {
  const names = codes.map((code) => countryName(code) ?? code);
  const shown = names.length > COUNTRIES_NAMED ? names.slice(0, COUNTRIES_NAMED - 1) : names;
  const rest = names.length - shown.length;
  const last = rest > 0 ? `${rest} more` : (shown.at(-1) ?? "");
  const before = rest > 0 ? shown : shown.slice(0, -1);
  return before.length === 0 ? last : `${before.join(", ")} and ${last}`;
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

function datesInWords({ startsAt, endsAt }: Offer, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const from = `Works from ${format.format(new Date(startsAt))}`;
  return endsAt === null ? `${from}, without an end.` : `${from} until ${format.format(new Date(endsAt))}.`;
}
