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
        ? `For ${counted(places.countries.length, "country", "countries")}`
        : "For all countries";
    return `Free shipping • ${where}`;
  }
  if (!gets) return discount.title;
  if (kind === "DiscountCodeBxgy" && buys) {
    const bought =
      buys.value.kind === "quantity"
        ? `Buy ${counted(buys.value.quantity, "item")}`
        : `Spend ${money(buys.value.amount, currency)}`;
    const effect =
      gets.value.kind === "percentage" && gets.value.share === 1
        ? "free"
        : `at ${valueWords(gets.value, currency)}`;
    return `${bought}, get ${counted(gets.quantity ?? 1, "item")} ${effect}`;
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
    buyers.kind === "customers" ? `For ${counted(buyers.customers.length, "customer")}` : "",
    buyers.kind === "segments" ? `For ${counted(buyers.segments.length, "customer segment")}` : "",
    discount.usageLimit === null ? "" : `${counted(discount.usageLimit, "use")} per code`,
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
    return counted(chosen.collections.length, "collection");
  }
  return counted(chosen.products.length + chosen.variants.length, "product");
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

export function money(amount: number, currency: string): string {
  return new Intl.NumberFormat("en", { style: "currency", currency }).format(amount);
}
