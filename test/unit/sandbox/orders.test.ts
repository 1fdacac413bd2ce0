import { beforeEach, describe, expect, test } from "vitest";
import { ORDER_FIELDS, readOrderWebhook } from "#app/platforms/shopify/order-webhook.ts";
import { changeScopes, uninstallApp } from "#sandbox/shopify/change-installation.ts";
import { placeOrder } from "#sandbox/shopify/checkout/place-order.ts";
import { createDiscount } from "#sandbox/shopify/discounts/change-discount.ts";
import { plainTerms } from "#sandbox/shopify/discounts/plain-terms.ts";
import { cancelOrder } from "#sandbox/shopify/orders/cancel-order.ts";
import { openSandboxShop } from "#test/support/sandbox-shop.ts";

const ADDRESS = "https://coupons.example.com/webhooks/orders";
const SUBSCRIBE = `mutation ($topic: WebhookSubscriptionTopic!, $sub: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $sub) {
    webhookSubscription { id topic uri includeFields }
    userErrors { field message }
  }
}`;
const LIST = `{ webhookSubscriptions(first: 10, topics: [ORDERS_CREATE, ORDERS_CANCELLED]) { nodes { id topic } } }`;
const ORDERS = `query ($query: String) {
  orders(first: 10, query: $query, sortKey: UPDATED_AT) { nodes { name cancelledAt test discountCodes } }
}`;

let shop: Awaited<ReturnType<typeof openSandboxShop>>;

beforeEach(async () => {
  shop = await openSandboxShop({ scopes: ["write_discounts", "read_products", "read_orders"] });
  const terms = plainTerms("Ten percent", "2026-11-23T00:00:00Z");
  const made = createDiscount(shop.sandbox, {
    kind: "DiscountCodeBasic",
    terms,
    code: "CODE",
    by: "merchant",
  });
  if (!made.ok) throw new Error(made.error.message);
  await shop.sandbox.webhooksDone();
});

const subscribe = (topic: string, uri = ADDRESS, includeFields: readonly string[] = ORDER_FIELDS) =>
  shop.query(SUBSCRIBE, { topic, sub: { uri, format: "JSON", includeFields } });

function buy(email = "ada.jansen@customers.example", isTest = false) {
  const lines = [{ variantId: "gid://shopify/ProductVariant/700100", quantity: 1 }];
  const { order } = placeOrder(shop.sandbox, { code: "code", email, lines, isTest });
  if (!order) throw new Error("The checkout refused the code.");
  return order;
}

/** What was told to the app's own subscriptions; the test shop has one of everything of its own besides. */
async function told() {
  await shop.sandbox.webhooksDone();
  return shop.webhooks.flatMap(({ topic, body }) => (topic?.startsWith("orders/") ? [{ topic, body }] : []));
}

describe("subscriptions that the app makes itself", () => {
  test("one is made for a topic and an address; the same again is refused", async () => {
    expect((await subscribe("ORDERS_CREATE")).data?.webhookSubscriptionCreate).toMatchObject({
      webhookSubscription: { topic: "ORDERS_CREATE", uri: ADDRESS, includeFields: ORDER_FIELDS },
      userErrors: [],
    });
    expect((await subscribe("ORDERS_CREATE")).data?.webhookSubscriptionCreate).toMatchObject({
      webhookSubscription: null,
      userErrors: [{ message: "Address for this topic has already been taken" }],
    });
    await subscribe("ORDERS_CANCELLED");
    expect((await shop.query(LIST)).data).toMatchObject({
      webhookSubscriptions: { nodes: [{ topic: "ORDERS_CREATE" }, { topic: "ORDERS_CANCELLED" }] },
    });
  });

  test("an address must be https, unless it is on this machine", async () => {
    const refused = await subscribe("ORDERS_CREATE", "http://coupons.example.com/webhooks/orders");
    expect(refused.data?.webhookSubscriptionCreate).toMatchObject({ webhookSubscription: null });
    const taken = await subscribe("ORDERS_CREATE", "http://127.0.0.1:4600/webhooks/orders");
    expect(taken.data?.webhookSubscriptionCreate).toMatchObject({ userErrors: [] });
  });

  test("without the permission to read orders there are neither subscriptions nor orders", async () => {
    await changeScopes(shop.sandbox, { revoke: ["read_orders"] });
    expect((await subscribe("ORDERS_CREATE")).data?.webhookSubscriptionCreate).toMatchObject({
      webhookSubscription: null,
      userErrors: [{ field: ["topic"] }],
    });
    expect((await shop.query(ORDERS)).errors?.[0]).toMatchObject({ extensions: { code: "ACCESS_DENIED" } });
  });

  test("they bring the fields that were asked for, and so nothing of who bought", async () => {
    await subscribe("ORDERS_CREATE");
    buy();
    const own = (await told()).filter(({ body }) => !("email" in body));
    expect(own).toHaveLength(1);
    expect(Object.keys(own[0]?.body ?? {}).sort()).toEqual([...ORDER_FIELDS].sort());
    expect(JSON.stringify(own)).not.toMatch(/customers\.example|Jansen|91001/);
    expect(readOrderWebhook(own[0]?.body)).toEqual({
      orderId: "6001000000001",
      orderNumber: "#1001",
      total: "19.35",
      currency: "EUR",
      codes: [{ code: "CODE", discount: "1.60" }],
      placedAt: new Date("2026-11-23T09:00:00Z"),
      cancelledAt: null,
    });
  });

  test("they end with the permission, and are gone with the app", async () => {
    await subscribe("ORDERS_CREATE");
    await changeScopes(shop.sandbox, { revoke: ["read_orders"] });
    buy();
    expect((await told()).filter(({ body }) => !("email" in body))).toEqual([]);
    await uninstallApp(shop.sandbox);
    expect(shop.sandbox.state.data.subscriptions).toEqual([]);
  });
});

describe("orders", () => {
  test("they are found by when they changed, and a cancelled one has changed", async () => {
    const first = buy();
    shop.passSeconds(3_600);
    buy("b@customers.example", true);
    shop.passSeconds(3_600);
    expect(cancelOrder(shop.sandbox, first.number)).toBe(true);
    expect(cancelOrder(shop.sandbox, first.number)).toBe(false);
    await shop.signInAgain();
    expect((await shop.query(ORDERS, { query: "updated_at:>='2026-11-23T10:00:00Z'" })).data).toEqual({
      orders: {
        nodes: [
          { name: "#1002", cancelledAt: null, test: true, discountCodes: ["CODE"] },
          { name: "#1001", cancelledAt: "2026-11-23T11:00:00Z", test: false, discountCodes: ["CODE"] },
        ],
      },
    });
    expect((await told()).map(({ topic }) => topic)).toContain("orders/create");
  });

  test("the app sees no order older than 60 days", async () => {
    buy();
    shop.passSeconds(61 * 86_400);
    await shop.signInAgain();
    expect((await shop.query(ORDERS)).data).toEqual({ orders: { nodes: [] } });
  });
});

test("a webhook of a test order, or without codes, is about no order of ours", () => {
  const order = {
    id: 7,
    created_at: "2026-11-23T09:00:00+01:00",
    discount_codes: [{ code: "A", amount: "1.00" }],
  };
  expect(readOrderWebhook(order)).toMatchObject({ orderId: "7", placedAt: new Date("2026-11-23T08:00:00Z") });
  expect(readOrderWebhook({ ...order, test: true })).toBeNull();
  expect(readOrderWebhook({ ...order, discount_codes: [] })).toBeNull();
  expect(readOrderWebhook("nonsense")).toBeNull();
});
