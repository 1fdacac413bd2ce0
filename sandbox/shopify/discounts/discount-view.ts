import { connection } from "../connection.ts";
import { collectionNode, productNode, variantNode } from "../models/product-model.ts";
import type { AdminContext, SandboxShopify } from "../sandbox-shopify.ts";
import type { RedeemCode } from "./code-book.ts";
import { codeConnection, redeemCodeFields } from "./code-connection.ts";
import {
  type CustomerGets,
  type Discount,
  discountClass,
  discountId,
  discountStatus,
  type Items,
  type Value,
} from "./discount.ts";
import { shortSummary, summariseDiscount } from "./summarise-discount.ts";

type Args = Parameters<typeof codeConnection>[2];

/** `DiscountCodeNode`: what mutations and code queries give. */
export function discountCodeNode(sandbox: SandboxShopify, discount: Discount) {
  return {
    __typename: "DiscountCodeNode",
    id: discountId(discount.number),
    codeDiscount: () => discountView(sandbox, discount),
  };
}

/** `DiscountNode`: any discount, by the id of its own type. */
export function discountNode(sandbox: SandboxShopify, discount: Discount) {
  return {
    __typename: "DiscountNode",
    id: discountId(discount.number),
    discount: () => discountView(sandbox, discount),
  };
}

/** The fields of the discount's own type in Shopify's schema. */
function discountView(sandbox: SandboxShopify, discount: Discount) {
  const { currencyCode } = sandbox.state.data.shop;
  const { combinesWith } = discount;
  const common = {
    __typename: discount.kind,
    title: discount.title,
    status: () => discountStatus(discount, sandbox.now()),
    startsAt: discount.startsAt,
    endsAt: discount.endsAt,
    createdAt: discount.createdAt,
    updatedAt: discount.updatedAt,
    usageLimit: discount.usageLimit,
    appliesOncePerCustomer: discount.oncePerCustomer,
    asyncUsageCount: discount.uses,
    tags: discount.tags,
    hasTimelineComment: false,
    discountClass: discountClass(discount),
    discountClasses: [discountClass(discount)],
    combinesWith: {
      orderDiscounts: combinesWith.order,
      productDiscounts: combinesWith.product,
      shippingDiscounts: combinesWith.shipping,
      productDiscountsWithTagsOnSameCartLine: combinesWith.productTags,
    },
    context: () => buyersView(sandbox, discount, "DiscountBuyerSelectionAll", { all: "ALL" }),
    customerSelection: () => buyersView(sandbox, discount, "DiscountCustomerAll", { allCustomers: true }),
    codesCount: () => ({
      count: sandbox.discounts.codes.ofDiscount(discount.number).length,
      precision: "EXACT",
    }),
    codes: (args: Args) =>
      codeConnection(sandbox.discounts, discount.number, args, (record) => redeemCodeNode(sandbox, record)),
  };
  if (discount.kind === "DiscountCodeApp") {
    const appDiscountType = {
      __typename: "AppDiscountType",
      appKey: "another-app",
      functionId: "another-function",
      title: "A discount of another app",
      description: "Worked out by an app at the checkout",
    };
    const { oneTime = true, subscription = false } = discount.purchases ?? {};
    return {
      ...common,
      appDiscountType,
      discountId: discountId(discount.number),
      appliesOnOneTimePurchase: oneTime,
      appliesOnSubscription: subscription,
      recurringCycleLimit: discount.recurringCycles,
    };
  }
  const worded = {
    ...common,
    summary: () => summariseDiscount(discount, currencyCode),
    shortSummary: () => shortSummary(discount, currencyCode),
  };
  if (discount.kind === "DiscountCodeBxgy") {
    return {
      ...worded,
      usesPerOrderLimit: discount.usesPerOrder,
      customerBuys: () => buysView(sandbox, discount),
      customerGets: () => (discount.gets ? getsView(sandbox, discount.gets) : null),
    };
  }
  const limited = {
    ...worded,
    recurringCycleLimit: discount.recurringCycles,
    minimumRequirement: minimumView(discount, currencyCode),
  };
  if (discount.kind === "DiscountCodeBasic") {
    return { ...limited, customerGets: () => (discount.gets ? getsView(sandbox, discount.gets) : null) };
  }
  const { destination, maximumShippingPrice, purchases } = discount;
  return {
    ...limited,
    appliesOnOneTimePurchase: purchases?.oneTime ?? true,
    appliesOnSubscription: purchases?.subscription ?? false,
    maximumShippingPrice:
      maximumShippingPrice === null ? null : moneyView(maximumShippingPrice, currencyCode),
    destinationSelection:
      destination?.kind === "countries"
        ? {
            __typename: "DiscountCountries",
            countries: destination.countries,
            includeRestOfWorld: destination.restOfWorld,
          }
        : { __typename: "DiscountCountryAll", allCountries: true },
  };
}

/** `DiscountRedeemCode`, with the app that made it. */
export function redeemCodeNode({ app }: SandboxShopify, record: RedeemCode) {
  return {
    ...redeemCodeFields(record),
    createdBy:
      record.by === "merchant"
        ? null
        : { __typename: "App", id: "gid://shopify/App/41020001", title: app.name, handle: app.handle },
  };
}

export function moneyView(amount: number, currencyCode: string) {
  return { amount: decimalText(amount), currencyCode };
}

/** Shopify's Decimal: at least one digit after the point. */
function decimalText(amount: number): string {
  const text = String(amount);
  return text.includes(".") ? text : `${text}.0`;
}

function buyersView({ state }: SandboxShopify, { buyers }: Discount, all: string, allFields: object) {
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

function minimumView({ minimum }: Discount, currencyCode: string) {
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

function getsView(sandbox: SandboxShopify, { items, value, quantity, ...on }: CustomerGets) {
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

function buysView(sandbox: SandboxShopify, { buys }: Discount) {
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
  const page = (nodes: { id: string }[]) => (args: Parameters<typeof connection>[1], _: AdminContext) =>
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
