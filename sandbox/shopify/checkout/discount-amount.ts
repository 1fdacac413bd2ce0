import {
  type CustomerBuys,
  type Discount,
  type Items,
  numberOfId,
  type Value,
} from "../discounts/discount.ts";
import { type Cart, type CartLine, roundToCents, subtotalOf } from "./cart.ts";

/** Lines that the discount's value and its minimum count. */
export function eligibleLines(discount: Discount, lines: readonly CartLine[]): CartLine[] {
  const { gets, purchases } = discount;
  const on = gets
    ? { oneTime: gets.oneTimePurchase, subscription: gets.subscription }
    : (purchases ?? { oneTime: true, subscription: true });
  return lines.filter(
    (line) => (line.isSubscription ? on.subscription : on.oneTime) && (!gets || isAmong(gets.items, line)),
  );
}

function isAmong(items: Items, line: CartLine): boolean {
  switch (items.kind) {
    case "all":
      return true;
    case "products":
      return (
        items.products.includes(numberOfId(line.productId, "Product") ?? 0) ||
        items.variants.includes(numberOfId(line.variantId, "ProductVariant") ?? 0)
      );
    case "collections":
      return line.collectionIds.some((id) => items.collections.includes(numberOfId(id, "Collection") ?? 0));
    default:
      return items satisfies never;
  }
}

/** What the discount takes off the cart, in the shop's currency; 0 when nothing in it qualifies. */
export function discountAmount(discount: Discount, cart: Cart): number {
  switch (discount.kind) {
    case "DiscountCodeFreeShipping":
      return shippingAmount(discount, cart);
    case "DiscountCodeBxgy":
      return buyGetAmount(discount, cart.lines);
    case "DiscountCodeBasic":
      return discount.gets ? amountOff(discount.gets.value, eligibleLines(discount, cart.lines)) : 0;
    case "DiscountCodeApp":
      // The other app works it out; the sandbox has no such app.
      return 0;
    default:
      return discount.kind satisfies never;
  }
}

function amountOff(value: Value, lines: readonly CartLine[]): number {
  const subtotal = subtotalOf(lines);
  if (value.kind === "percentage") return roundToCents(subtotal * value.share);
  if (!value.eachItem) return roundToCents(Math.min(value.amount, subtotal));
  return roundToCents(
    lines.reduce((sum, { price, quantity }) => sum + Math.min(value.amount, price) * quantity, 0),
  );
}

function shippingAmount(discount: Discount, { shippingPrice, country, lines }: Cart): number {
  const { destination, maximumShippingPrice } = discount;
  if (eligibleLines(discount, lines).length === 0) return 0;
  // Of a shop without shipping zones, every country that is not named is the rest of the world.
  const goesThere =
    destination?.kind !== "countries" || destination.restOfWorld || destination.countries.includes(country);
  const isCheapEnough = maximumShippingPrice === null || shippingPrice <= maximumShippingPrice;
  return goesThere && isCheapEnough ? shippingPrice : 0;
}

/**
 * Buy X get Y, as often as the cart and the limit per order allow: the dearest items count as bought, the
 * cheapest of the rest are the ones that are given, and no item counts twice.
 */
function buyGetAmount(discount: Discount, lines: readonly CartLine[]): number {
  const { buys, gets, usesPerOrder } = discount;
  if (!buys || !gets) return 0;
  const units = lines.flatMap((line) => Array.from({ length: line.quantity }, () => line));
  let left = units.toSorted((a, b) => b.price - a.price);
  let amount = 0;
  for (let use = 0; use < (usesPerOrder ?? Number.POSITIVE_INFINITY); use++) {
    const bought = takeBought(buys, left);
    if (!bought) break;
    const rest = left.filter((unit, place) => !bought.has(place) && unit);
    const given = rest
      .filter((line) => eligibleLines(discount, [line]).length > 0)
      .slice(-(gets.quantity ?? 1))
      .reverse();
    if (given.length < (gets.quantity ?? 1)) break;
    for (const line of given) {
      amount +=
        gets.value.kind === "percentage"
          ? line.price * gets.value.share
          : Math.min(gets.value.amount, line.price);
      rest.splice(rest.lastIndexOf(line), 1);
    }
    left = rest;
  }
  return roundToCents(amount);
}

/** Places of the items that count as bought; undefined when there are too few. */
function takeBought(
  { items, value, ...on }: CustomerBuys,
  units: readonly CartLine[],
): Set<number> | undefined {
  const taken = new Set<number>();
  let amount = 0;
  const isEnough = () => (value.kind === "quantity" ? taken.size >= value.quantity : amount >= value.amount);
  for (const [place, line] of units.entries()) {
    if (isEnough()) break;
    if (!(line.isSubscription ? on.subscription : on.oneTimePurchase) || !isAmong(items, line)) continue;
    taken.add(place);
    amount += line.price;
  }
  return isEnough() ? taken : undefined;
}
