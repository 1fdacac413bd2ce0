import type { SandboxShopify } from "../sandbox-shopify.ts";
import type { RedeemCode } from "./code-book.ts";
import { codeConnection, redeemCodeFields } from "./code-connection.ts";
import { type Discount, discountClass, discountId, discountStatus } from "./discount.ts";
import { shortSummary, summariseDiscount } from "./summarise-discount.ts";
import { buyersView, buysView, getsView, minimumView, moneyView } from "./terms-view.ts";

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
