import type { Discount, Items, Value } from "./discount.ts";

/** The discount in words, as the shop's admin shows it: the value first, then what it asks for. */
export function summariseDiscount(discount: Discount, currency: string): string {
  return [shortSummary(discount, currency), ...conditions(discount, currency)].join(" • ");
}

/** The value alone. */
export function shortSummary(discount: Discount, currency: string): string {
  const { kind, gets, buys } = discount;
  if (kind === "DiscountCodeApp") return "A discount of an app";
  if (kind === "DiscountCodeFreeShipping") {
    const places = discount.destination;
    const where =
      places?.kind === "countries"
        ? `For ${places.countries.length} ${places.countries.length === 1 ? "country" : "countries"}`
        : "For all countries";
    return `Free shipping • ${where}`;
  }
  if (!gets) return discount.title;
  if (kind === "DiscountCodeBxgy" && buys) {
    const bought =
      buys.value.kind === "quantity"
        ? `Buy ${items(buys.value.quantity)}`
        : `Spend ${money(buys.value.amount, currency)}`;
    const effect =
      gets.value.kind === "percentage" && gets.value.share === 1
        ? "free"
        : `at ${valueWords(gets.value, currency)}`;
    return `${bought}, get ${items(gets.quantity ?? 1)} ${effect}`;
  }
  return `${valueWords(gets.value, currency)} ${scope(gets.items)}`;
}

function conditions({ minimum, maximumShippingPrice, buyers, ...discount }: Discount, currency: string) {
  return [
    minimum?.kind === "subtotal" ? `Minimum purchase of ${money(minimum.amount, currency)}` : "",
    minimum?.kind === "quantity" ? `Minimum quantity of ${minimum.quantity}` : "",
    maximumShippingPrice === null
      ? ""
      : `Applies to shipping rates under ${money(maximumShippingPrice, currency)}`,
    buyers.kind === "customers" ? `For ${buyers.customers.length} customers` : "",
    buyers.kind === "segments" ? `For ${buyers.segments.length} customer segments` : "",
    discount.usageLimit === null
      ? ""
      : `${discount.usageLimit === 1 ? "One use" : `${discount.usageLimit} uses`}`,
    discount.oncePerCustomer ? "One use per customer" : "",
  ].filter((part) => part !== "");
}

function valueWords(value: Value, currency: string): string {
  if (value.kind === "percentage") return `${Math.round(value.share * 10_000) / 100}% off`;
  return `${money(value.amount, currency)} off${value.eachItem ? " each of" : ""}`;
}

function scope(chosen: Items): string {
  if (chosen.kind === "all") return "entire order";
  if (chosen.kind === "collections") {
    return chosen.collections.length === 1 ? "1 collection" : `${chosen.collections.length} collections`;
  }
  const count = chosen.products.length + chosen.variants.length;
  return count === 1 ? "1 product" : `${count} products`;
}

function items(count: number): string {
  return count === 1 ? "1 item" : `${count} items`;
}

export function money(amount: number, currency: string): string {
  return new Intl.NumberFormat("en", { style: "currency", currency }).format(amount);
}
