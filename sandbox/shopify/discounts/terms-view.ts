import { connection } from "../connection.ts";
import { collectionNode, productNode, variantNode } from "../models/product-model.ts";
import type { SandboxShopify } from "../sandbox-shopify.ts";
import type { CustomerGets, Discount, Items, Value } from "./discount.ts";

// Parts of a discount as Shopify's schema has them.

export function moneyView(amount: number, currencyCode: string) {
  return { amount: decimalText(amount), currencyCode };
}

/** Shopify's Decimal: at least one digit after the point. */
function decimalText(amount: number): string {
  const text = String(amount);
  return text.includes(".") ? text : `${text}.0`;
}

export function buyersView({ state }: SandboxShopify, { buyers }: Discount, all: string, allFields: object) {
  const { customers, segments } = state.data;
  if (buyers.kind === "customers") {
    const chosen = customers.filter(({ number }) => buyers.customers.includes(number));
    return {
      __typename: "DiscountCustomers",
      customers: chosen.map((customer) => ({ ...customer, __typename: "Customer" })),
    };
  }
  if (buyers.kind === "segments") {
    const chosen = segments.filter(({ number }) => buyers.segments.includes(number));
    return {
      __typename: "DiscountCustomerSegments",
      segments: chosen.map((segment) => ({ ...segment, __typename: "Segment" })),
    };
  }
  return { __typename: all, ...allFields };
}

export function minimumView({ minimum }: Discount, currencyCode: string) {
  if (minimum?.kind === "quantity") {
    return {
      __typename: "DiscountMinimumQuantity",
      greaterThanOrEqualToQuantity: String(minimum.quantity),
    };
  }
  if (minimum?.kind !== "subtotal") return null;
  return {
    __typename: "DiscountMinimumSubtotal",
    greaterThanOrEqualToSubtotal: moneyView(minimum.amount, currencyCode),
  };
}

export function getsView(sandbox: SandboxShopify, { items, value, quantity, ...on }: CustomerGets) {
  const { currencyCode } = sandbox.state.data.shop;
  return {
    appliesOnOneTimePurchase: on.oneTimePurchase,
    appliesOnSubscription: on.subscription,
    items: itemsView(sandbox, items),
    value:
      quantity === null
        ? valueView(value, currencyCode)
        : {
            __typename: "DiscountOnQuantity",
            quantity: { quantity: String(quantity) },
            effect: valueView(value, currencyCode),
          },
  };
}

export function buysView(sandbox: SandboxShopify, { buys }: Discount) {
  if (!buys) return null;
  return {
    isOneTimePurchase: buys.oneTimePurchase,
    isSubscription: buys.subscription,
    items: itemsView(sandbox, buys.items),
    value:
      buys.value.kind === "quantity"
        ? { __typename: "DiscountQuantity", quantity: String(buys.value.quantity) }
        : { __typename: "DiscountPurchaseAmount", amount: decimalText(buys.value.amount) },
  };
}

function valueView(value: Value, currencyCode: string) {
  if (value.kind === "percentage") return { __typename: "DiscountPercentage", percentage: value.share };
  return {
    __typename: "DiscountAmount",
    amount: moneyView(value.amount, currencyCode),
    appliesOnEachItem: value.eachItem,
  };
}

function itemsView({ state }: SandboxShopify, items: Items) {
  const isOneOf = (numbers: readonly number[]) => {
    const ends = new Set(numbers.map((number) => `/${number}`));
    return ({ id }: { id: string }) => ends.has(id.slice(id.lastIndexOf("/")));
  };
  const page = (nodes: { id: string }[]) => (args: Parameters<typeof connection>[1]) =>
    connection(nodes, args);
  const { products, collections } = state.data;
  switch (items.kind) {
    case "all":
      return { __typename: "AllDiscountItems", allItems: true };
    case "collections":
      return {
        __typename: "DiscountCollections",
        collections: page(collections.filter(isOneOf(items.collections)).map(collectionNode)),
      };
    case "products":
      return {
        __typename: "DiscountProducts",
        products: page(products.filter(isOneOf(items.products)).map(productNode)),
        productVariants: page(
          products.flatMap((product) =>
            product.variants.filter(isOneOf(items.variants)).map((variant) => variantNode(product, variant)),
          ),
        ),
      };
    default:
      return items satisfies never;
  }
}
