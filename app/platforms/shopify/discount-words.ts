import { countryName } from "../country-name.ts";
import type { AnsweredItems, AnsweredMoney, CodeDiscount } from "./discount-answers.ts";

// What a discount of Shopify does, in sentences for the merchant.

/** One sentence: what the customer gets. */
export function valueSentence(discount: CodeDiscount): string {
  switch (discount.__typename) {
    case "DiscountCodeBasic": {
      const { value, items } = discount.customerGets;
      const each = value.__typename === "DiscountAmount" && value.appliesOnEachItem ? "each of " : "";
      return `${offWords(value)} off ${each}${itemWords(items, "the entire order")}`;
    }
    case "DiscountCodeBxgy": {
      const { customerBuys: buys, customerGets: gets } = discount;
      const bought =
        buys.value.__typename === "DiscountQuantity"
          ? `Buy ${buys.value.quantity} of ${itemWords(buys.items, "anything")}`
          : `Spend ${plainNumber(buys.value.amount)} on ${itemWords(buys.items, "anything")}`;
      const what = itemWords(gets.items, "anything");
      if (gets.value.__typename !== "DiscountOnQuantity")
        return `${bought}, get ${offWords(gets.value)} off ${what}`;
      const { effect, quantity } = gets.value;
      const price =
        effect.__typename === "DiscountPercentage" && effect.percentage === 1
          ? "free"
          : `at ${offWords(effect)} off`;
      return `${bought}, get ${quantity.quantity} of ${what} ${price}`;
    }
    case "DiscountCodeFreeShipping": {
      const to = discount.destinationSelection;
      if (to.__typename === "DiscountCountryAll") return "Free shipping everywhere";
      const rest = to.includeRestOfWorld ? ["the rest of the world"] : [];
      return `Free shipping to ${listWords([...to.countries.map((code) => countryName(code) ?? code), ...rest], 6)}`;
    }
    case "DiscountCodeApp":
      return `Worked out by an app: ${discount.appDiscountType.title}`;
    default:
      return discount satisfies never;
  }
}

/** Further sentences: what it asks for, and what it goes with. */
export function conditionSentences(discount: CodeDiscount): string[] {
  const sentences: string[] = [];
  if ("minimumRequirement" in discount && discount.minimumRequirement) {
    const minimum = discount.minimumRequirement;
    sentences.push(
      minimum.__typename === "DiscountMinimumQuantity"
        ? `Needs at least ${minimum.greaterThanOrEqualToQuantity} items`
        : `Needs a purchase of at least ${moneyWords(minimum.greaterThanOrEqualToSubtotal)}`,
    );
  }
  if (discount.__typename === "DiscountCodeFreeShipping" && discount.maximumShippingPrice) {
    sentences.push(`Only for shipping rates up to ${moneyWords(discount.maximumShippingPrice)}`);
  }
  if (discount.__typename === "DiscountCodeBxgy" && discount.usesPerOrderLimit !== null) {
    sentences.push(`At most ${times(discount.usesPerOrderLimit)} per order`);
  }
  const customers = customerWords(discount.context.__typename);
  if (customers) sentences.push(customers);
  sentences.push(...subscriptionWords(discount), combinationWords(discount.combinesWith));
  return sentences;
}

function customerWords(buyers: string): string | null {
  switch (buyers) {
    case "DiscountCustomerSegments":
      return "Only for chosen customer segments";
    case "DiscountCustomers":
      return "Only for chosen customers";
    case "DiscountMarkets":
      return "Only for chosen markets";
    default:
      return null;
  }
}

function subscriptionWords(discount: CodeDiscount): string[] {
  if (discount.__typename === "DiscountCodeApp") return [];
  const on = discount.__typename === "DiscountCodeFreeShipping" ? discount : discount.customerGets;
  if (!on.appliesOnSubscription) return [];
  const which = on.appliesOnOneTimePurchase ? "Also for subscriptions" : "Only for subscriptions";
  if (!("recurringCycleLimit" in discount)) return [which];
  const { recurringCycleLimit: cycles } = discount;
  if (cycles === 0) return [`${which}, on every order`];
  return [
    cycles === null || cycles === 1
      ? `${which}, on the first order`
      : `${which}, on the first ${cycles} orders`,
  ];
}

function combinationWords(combines: CodeDiscount["combinesWith"]): string {
  const kinds = [
    combines.productDiscounts ? ["product"] : [],
    combines.orderDiscounts ? ["order"] : [],
    combines.shippingDiscounts ? ["shipping"] : [],
  ].flat();
  return kinds.length === 0
    ? "Does not combine with other discounts"
    : `Combines with ${listWords(kinds, 3)} discounts`;
}

type Effect =
  | { __typename: "DiscountPercentage"; percentage: number }
  | { __typename: "DiscountAmount"; amount: AnsweredMoney };

function offWords(effect: Effect): string {
  if (effect.__typename === "DiscountAmount") return moneyWords(effect.amount);
  return `${Math.round(effect.percentage * 10_000) / 100}%`;
}

function itemWords(items: AnsweredItems, all: string): string {
  switch (items.__typename) {
    case "AllDiscountItems":
      return all;
    case "DiscountProducts": {
      const { products, productVariants: variants } = items;
      if (!products || !variants) return "chosen products";
      const names = [
        ...products.nodes.map(({ title }) => title),
        ...variants.nodes.map(({ displayName }) => displayName),
      ];
      return namedWords(names, products.pageInfo.hasNextPage || variants.pageInfo.hasNextPage, "products");
    }
    case "DiscountCollections": {
      const { collections } = items;
      if (!collections) return "chosen collections";
      const names = collections.nodes.map(({ title }) => title);
      return namedWords(names, collections.pageInfo.hasNextPage, "collections");
    }
    default:
      return items satisfies never;
  }
}

function namedWords(names: string[], hasMore: boolean, kind: string): string {
  if (names.length === 0) return `no ${kind}`;
  const some = names.slice(0, 3);
  return hasMore || names.length > 3 ? `${some.join(", ")} and other ${kind}` : listWords(some, 3);
}

/** "a, b and c", or so many of them and how many more. */
function listWords(names: string[], most: number): string {
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const rest = names.length - shown.length;
  const last = rest > 0 ? `${rest} more` : shown.at(-1);
  const first = rest > 0 ? shown : shown.slice(0, -1);
  return first.length === 0 ? `${last ?? "nowhere"}` : `${first.join(", ")} and ${last}`;
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

function moneyWords({ amount, currencyCode }: AnsweredMoney): string {
  return new Intl.NumberFormat("en", { style: "currency", currency: currencyCode }).format(Number(amount));
}

function plainNumber(amount: string): string {
  return new Intl.NumberFormat("en").format(Number(amount));
}
