import { connection } from "../connection.ts";
import { compileSearch, type SearchFields } from "../discounts/search-syntax.ts";
import { notModelled } from "../not-modelled.ts";
import { orderGid } from "../orders/order-topics.ts";
import type { AdminModel, SandboxShopify } from "../sandbox-shopify.ts";
import type { Order } from "../shopify-state.ts";

/** Days of orders that an app sees with read_orders alone. Source: shopify.dev, access scopes (read_all_orders). */
const DAYS_SEEN = 60;

const SORT_KEYS: Record<string, (order: Order) => string | number> = {
  ID: ({ number }) => number,
  PROCESSED_AT: ({ createdAt }) => createdAt,
  CREATED_AT: ({ createdAt }) => createdAt,
  UPDATED_AT: ({ updatedAt }) => updatedAt,
};

const FIELDS: SearchFields<Order> = {
  default: { kind: "words", read: ({ name }) => name },
  name: { kind: "exact", read: ({ name }) => name },
  id: { kind: "number", read: ({ number }) => number },
  created_at: { kind: "time", read: ({ createdAt }) => createdAt },
  updated_at: { kind: "time", read: ({ updatedAt }) => updatedAt },
  discount_code: { kind: "exact", read: ({ code }) => code },
  test: { kind: "exact", read: ({ isTest }) => String(isTest) },
};

/** Orders, as far as codes in them are concerned. */
export const orderModel: AdminModel = {
  query: {
    order: ({ id }, { shopify }) => {
      const found = seenOrders(shopify).find((order) => orderGid(order) === id);
      return found ? orderNode(shopify, found) : null;
    },
    orders: (args, { shopify }) => {
      if (args.savedSearchId) throw notModelled("QueryRoot", "orders(savedSearchId)");
      const key = SORT_KEYS[String(args.sortKey ?? "PROCESSED_AT")];
      if (!key) throw notModelled("QueryRoot", `orders(sortKey: ${String(args.sortKey)})`);
      const found = seenOrders(shopify).filter(compileSearch(args.query, FIELDS));
      const sorted = found.toSorted((a, b) => compare(key(a), key(b)) || a.number - b.number);
      return connection(
        sorted.map((order) => orderNode(shopify, order)),
        args,
      );
    },
  },
};

function seenOrders({ state, now }: SandboxShopify): Order[] {
  const oldest = now().getTime() - DAYS_SEEN * 86_400_000;
  return state.data.orders.filter(({ createdAt }) => Date.parse(createdAt) >= oldest);
}

function orderNode({ state }: SandboxShopify, order: Order) {
  const { currencyCode } = state.data.shop;
  const bag = (amount: number) => {
    const money = { __typename: "MoneyV2", amount: amount.toFixed(2), currencyCode };
    return { __typename: "MoneyBag", shopMoney: money, presentmentMoney: money };
  };
  return {
    __typename: "Order",
    id: orderGid(order),
    legacyResourceId: String(order.number),
    name: order.name,
    createdAt: order.createdAt,
    processedAt: order.createdAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    test: order.isTest,
    currencyCode,
    discountCodes: [order.code],
    totalPriceSet: bag(order.total),
    totalDiscountsSet: bag(order.discountAmount),
    discountApplications: (args: Parameters<typeof connection>[1]) =>
      connection(
        [{ __typename: "DiscountCodeApplication", id: `${order.number}/0`, code: order.code }],
        args,
      ),
  };
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
