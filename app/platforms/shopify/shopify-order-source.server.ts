import { z } from "zod";
import type { PlatformResult } from "../discount-platform.ts";
import type { CodeOrder, OrderSource } from "../order-source.ts";
import type { AdminClient } from "./admin-client.ts";
import { ask } from "./ask.ts";
import { CHANGED_ORDERS, SUBSCRIBE, SUBSCRIPTIONS, UNSUBSCRIBE } from "./documents/order-documents.ts";
import { APP_INSTALLATION } from "./documents/shop-documents.ts";
import { ORDER_FIELDS, ORDER_TOPICS } from "./order-webhook.ts";
import { ORDERS_PER_PAGE } from "./shopify-limits.ts";

/** Optional: asked for when a merchant wants to see what was redeemed. */
const ORDERS_SCOPE = "read_orders";

/** One for each topic, and those of earlier addresses of the app. */
const SUBSCRIPTIONS_MAX = 20;

const userErrors = z.array(z.object({ message: z.string() }));
const installationAnswer = z.object({
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});
const subscriptionsAnswer = z.object({
  webhookSubscriptions: z.object({
    nodes: z.array(
      z.object({ id: z.string(), topic: z.string(), uri: z.string(), includeFields: z.array(z.string()) }),
    ),
  }),
});
const subscribeAnswer = z.object({ webhookSubscriptionCreate: z.object({ userErrors }) });
const unsubscribeAnswer = z.object({ webhookSubscriptionDelete: z.object({ userErrors }) });
const amount = z.object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string().optional() }) });
const orderNode = z.object({
  legacyResourceId: z.string(),
  name: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  cancelledAt: z.string().nullable(),
  test: z.boolean(),
  discountCodes: z.array(z.string()),
  totalPriceSet: amount,
  totalDiscountsSet: amount.nullable(),
  discountApplications: z.object({ nodes: z.array(z.object({ __typename: z.string() })) }),
});
const ordersAnswer = z.object({
  orders: z.object({
    nodes: z.array(orderNode),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

type Subscription = z.output<typeof subscriptionsAnswer>["webhookSubscriptions"]["nodes"][number];

/** The orders of one Shopify shop. `address`: where its webhooks are to go. */
export function shopifyOrderSource(admin: AdminClient, address: string): OrderSource {
  const subscriptions = async (): Promise<PlatformResult<Subscription[]>> => {
    const variables = { first: SUBSCRIPTIONS_MAX, topics: ORDER_TOPICS };
    const answer = await ask(admin, SUBSCRIPTIONS, variables, subscriptionsAnswer);
    return answer.ok ? { ok: true, value: answer.value.webhookSubscriptions.nodes } : answer;
  };
  const fits = ({ uri, includeFields }: Subscription) =>
    uri === address && includeFields.toSorted().join() === [...ORDER_FIELDS].sort().join();
  const end = async (id: string): Promise<PlatformResult<null>> => {
    const answer = await ask(admin, UNSUBSCRIBE, { id }, unsubscribeAnswer);
    // One that is gone already is what was asked for.
    return answer.ok ? { ok: true, value: null } : answer;
  };
  const endAll = async (ended: readonly Subscription[]): Promise<PlatformResult<null>> => {
    for (const { id } of ended) {
      const told = await end(id);
      if (!told.ok) return told;
    }
    return { ok: true, value: null };
  };

  return {
    async mayRead() {
      const answer = await ask(admin, APP_INSTALLATION, {}, installationAnswer);
      if (!answer.ok) return answer;
      const { accessScopes } = answer.value.currentAppInstallation;
      return { ok: true, value: accessScopes.some(({ handle }) => handle === ORDERS_SCOPE) };
    },
    async subscribe() {
      const found = await subscriptions();
      if (!found.ok) return found;
      // Those of an earlier address, or that would bring more than is wanted.
      const ended = await endAll(found.value.filter((one) => !fits(one)));
      if (!ended.ok) return ended;
      for (const topic of ORDER_TOPICS) {
        if (found.value.some((one) => one.topic === topic && fits(one))) continue;
        const subscription = { uri: address, format: "JSON", includeFields: ORDER_FIELDS };
        const answer = await ask(admin, SUBSCRIBE, { topic, subscription }, subscribeAnswer);
        if (!answer.ok) return answer;
        const errors = answer.value.webhookSubscriptionCreate.userErrors;
        if (errors.length === 0) continue;
        // Another process may have been first: an address is taken once for a topic.
        const now = await subscriptions();
        if (now.ok && now.value.some((one) => one.topic === topic && fits(one))) continue;
        const detail = errors.map(({ message }) => message).join(" ");
        const told = errors.map(({ message }) => ({ field: null, message }));
        return { ok: false, failure: { kind: "refused", detail, errors: told } };
      }
      return { ok: true, value: null };
    },
    async unsubscribe() {
      const found = await subscriptions();
      return found.ok ? await endAll(found.value) : found;
    },
    async changedOrders({ since, after }) {
      const query = `updated_at:>='${since.toISOString()}'`;
      const answer = await ask(admin, CHANGED_ORDERS, { first: ORDERS_PER_PAGE, after, query }, ordersAnswer);
      if (!answer.ok) return answer;
      const { nodes, pageInfo } = answer.value.orders;
      const last = nodes.at(-1);
      return {
        ok: true,
        value: {
          orders: nodes.flatMap((node) =>
            node.test || node.discountCodes.length === 0 ? [] : orderOf(node),
          ),
          changedUntil: last ? new Date(last.updatedAt) : null,
          next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
        },
      };
    },
  };
}

function orderOf(node: z.output<typeof orderNode>): CodeOrder {
  // With one discount on the order, all that was taken off is the code's. What each of several took off would have
  // to be added up line by line.
  const isOnlyOne = node.discountCodes.length === 1 && node.discountApplications.nodes.length === 1;
  const discount = isOnlyOne ? (node.totalDiscountsSet?.shopMoney.amount ?? null) : null;
  return {
    orderId: node.legacyResourceId,
    orderNumber: node.name,
    total: node.totalPriceSet.shopMoney.amount,
    currency: node.totalPriceSet.shopMoney.currencyCode ?? null,
    codes: node.discountCodes.map((code) => ({ code, discount })),
    placedAt: new Date(node.createdAt),
    cancelledAt: node.cancelledAt === null ? null : new Date(node.cancelledAt),
  };
}
