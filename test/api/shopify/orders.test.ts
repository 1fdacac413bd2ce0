import { createHmac, randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { DEMO_SHOP } from "#app/config/demo-secrets.ts";
import { env } from "#app/config/env.server.ts";
import { database } from "#app/db/database.server.ts";
import { listHistory } from "#app/history/list-history.server.ts";
import type { JobName, JobPayload } from "#app/jobs/queue/job-catalogue.ts";
import { ORDER_FIELDS } from "#app/platforms/shopify/order-webhook.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { listPools } from "#app/pools/list-pools.server.ts";
import { changeScopes, uninstallApp } from "#sandbox/shopify/change-installation.ts";
import { placeOrder } from "#sandbox/shopify/checkout/place-order.ts";
import { createDiscount } from "#sandbox/shopify/discounts/change-discount.ts";
import { plainTerms } from "#sandbox/shopify/discounts/plain-terms.ts";
import { cancelOrder } from "#sandbox/shopify/orders/cancel-order.ts";
import { mintSessionToken } from "#sandbox/shopify/session-token.ts";
import { sandboxShopify, webhookReceiver } from "#test/support/answer-outgoing-requests.ts";
import { type Integration, integrationOf, mountedApi } from "#test/support/api.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { newDynamicPool } from "#test/support/dynamic-pool.ts";
import { poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

const { state, faults } = sandboxShopify;
const api = mountedApi();
const received: Record<string, unknown>[] = [];

let accountId: string;
let storeId: string;
let poolId: string;
let mailer: Integration;
let codes: string[];
let discount = 0;

// What the shop sends arrives at the app's own route.
webhookReceiver.fetch = async (input, init) => {
  const request = new Request(input, init);
  if (new URL(request.url).pathname !== "/webhooks/orders") return new Response();
  received.push((await request.clone().json()) as Record<string, unknown>);
  return await receive(request);
};

async function receive(request: Request): Promise<Response> {
  const { action } = await import("#app/routes/webhooks.orders.tsx");
  try {
    return await action({ request, params: {}, context: {} });
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

beforeEach(async () => {
  faults.clear();
  received.length = 0;
  state.change((data) => {
    Object.assign(data, {
      grantedScopes: ["write_discounts", "read_products"],
      installed: true,
      subscriptions: [],
      orders: [],
      plan: "Enterprise",
    });
  });
  await database().pool.query("truncate shopify_sessions, stores cascade");
  await database().pool.query("truncate pgboss.job");
  accountId = await openApp();
  storeId = (await database().prisma.store.findFirstOrThrow({ where: { accountId } })).id;
  mailer = await integrationOf(accountId, api);
  discount += 1;
  codes = Array.from({ length: 130 }, (_, n) => `CODE${discount}-${n}`);
  poolId = await poolWithCodes(accountId, codes);
  shopHas(codes);
});

async function openApp(): Promise<string> {
  const token = await mintSessionToken(sandboxShopify.app, DEMO_SHOP, state.data.user.id, new Date());
  const host = Buffer.from("admin.shopify.com/store/demo-shop").toString("base64");
  const query = new URLSearchParams({ embedded: "1", shop: DEMO_SHOP, host, id_token: token });
  const agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0";
  // The first import of Shopify's library reads the environment and takes hold of fetch.
  const { requireMerchant } = await import("#app/pages/merchant.server.ts");
  const request = new Request(`${env().APP_URL}/app?${query}`, { headers: { "user-agent": agent } });
  return (await requireMerchant(request)).accountId;
}

/** Codes that work in the shop, as if the merchant had made them there. */
function shopHas(wanted: readonly string[]): void {
  for (const code of wanted) {
    const terms = plainTerms(code, "2026-01-01T00:00:00Z");
    const made = createDiscount(sandboxShopify, { kind: "DiscountCodeBasic", terms, code, by: "merchant" });
    if (!made.ok) throw new Error(made.error.message);
  }
}

async function work<Name extends JobName>(name: Name): Promise<number> {
  const { JOB_HANDLERS } = await import("#app/jobs/handlers/job-handlers.server.ts");
  const { rows } = await database().pool.query<{ data: JobPayload<Name> }>(
    "delete from pgboss.job where name = $1 returning data",
    [name],
  );
  for (const { data } of rows) await JOB_HANDLERS[name](data, new AbortController().signal);
  return rows.length;
}

async function settle() {
  await database().pool.query("truncate pgboss.job");
  const { orderSourceOf } = await import("#app/wiring/order-source-of.server.ts");
  const { settleOrders } = await import("#app/redemptions/settle-orders.server.ts");
  const orders = await orderSourceOf(storeId, "page");
  if (!orders) throw new Error("The store has no orders to ask for.");
  return await settleOrders({ storeId, orders, actor: "Robin Demo" });
}

async function allow() {
  await changeScopes(sandboxShopify, { grant: ["read_orders"] });
  return await settle();
}

async function claim(count: number): Promise<string[]> {
  const answer = await mailer.call("POST", "/api/v1/claims", {
    json: {
      pool: poolId,
      campaign: { id: "welcome", type: "automation" },
      recipients: Array.from({ length: count }, (_, n) => ({ key: `k${n}`, contact: `c${n}@example.com` })),
    },
  });
  const { claims } = (await answer.json()) as { claims: { code: string }[] };
  return claims.map(({ code }) => code);
}

function buy(code: string, more: { isTest?: boolean; now?: Date } = {}) {
  const lines = [{ variantId: "gid://shopify/ProductVariant/700100", quantity: 1 }];
  const { order } = placeOrder(sandboxShopify, {
    code: code.toLowerCase(),
    email: "ada@customers.example",
    lines,
    ...more,
  });
  if (!order) throw new Error(`The checkout refused ${code}.`);
  return order;
}

/** As the page and the API show it. */
async function redeemed(): Promise<number | null> {
  await sandboxShopify.webhooksDone();
  await expectCountsEqualRows(poolId);
  const pool = await getPool({ accountId, pool: poolId });
  if (!pool.ok) throw new Error(pool.refusal.detail);
  const answer = await mailer.call("GET", `/api/v1/pools/${poolId}`);
  const { redeemed: told } = (await answer.json()) as { redeemed: number | null };
  expect(told).toBe(pool.value.redeemed);
  return told;
}

const sentences = async () =>
  (await listHistory({ accountId, limit: 5 })).map(({ actor, sentence }) => `${actor}: ${sentence}`);

describe("without the permission", () => {
  test("nothing is known of redemptions, nothing is subscribed to, and codes are assigned all the same", async () => {
    expect(await settle()).toEqual({ ok: true, value: "not_allowed" });
    const [code = ""] = await claim(1);
    buy(code);
    expect(await redeemed()).toBeNull();
    expect(state.data.subscriptions).toEqual([]);
    expect(received).toEqual([]);
    expect(await sentences()).not.toContain(expect.stringContaining("read"));
  });
});

describe("after the grant", () => {
  test("orders that are placed and cancelled are subscribed to, with no field that says who bought", async () => {
    expect(await allow()).toEqual({ ok: true, value: "connected" });
    expect(await settle()).toEqual({ ok: true, value: "connected" });
    expect(
      state.data.subscriptions.map(({ topic, uri, includeFields }) => ({ topic, uri, includeFields })),
    ).toEqual(
      ["orders/create", "orders/cancelled"].map((topic) => ({
        topic,
        uri: `${env().APP_URL}/webhooks/orders`,
        includeFields: ORDER_FIELDS,
      })),
    );
    expect((await sentences())[0]).toBe(
      `Robin Demo: Orders of ${DEMO_SHOP} are read, to count redeemed codes`,
    );
    expect(await redeemed()).toBe(0);
  });

  test("an order counts once, however often it is told; its cancellation takes it back", async () => {
    await allow();
    const [first = "", second = ""] = await claim(2);
    faults.next("webhookRepeated", 1);
    const order = buy(first);
    buy(second);
    expect(await redeemed()).toBe(2);
    expect(received).toHaveLength(3);
    expect(JSON.stringify(received)).not.toContain("customers.example");
    expect(cancelOrder(sandboxShopify, order.number)).toBe(true);
    expect(await redeemed()).toBe(1);
    const { rows } = await database().pool.query(
      "select order_number, total::text, discount::text, currency from redemptions where reversed_at is null",
    );
    expect(rows).toEqual(
      [{ order_number: "#1002", total: "19.3500", discount: "1.6000", currency: "EUR" }].map((row) => ({
        ...row,
        order_number: expect.any(String),
      })),
    );
  });

  test("test orders are not counted, neither told nor looked up", async () => {
    await allow();
    const [code = ""] = await claim(1);
    buy(code, { isTest: true });
    expect(await redeemed()).toBe(0);
    expect(await work("look-at-orders")).toBe(1);
    expect(await redeemed()).toBe(0);
  });

  test("a cancellation whose order was never told is kept, and the order changes nothing when it is heard of", async () => {
    await allow();
    const [code = ""] = await claim(1);
    faults.next("webhookLost", 1);
    const order = buy(code);
    await sandboxShopify.webhooksDone();
    cancelOrder(sandboxShopify, order.number);
    expect(await redeemed()).toBe(0);
    await work("look-at-orders");
    expect(await redeemed()).toBe(0);
  });

  test("codes handed out before the grant are counted too, from the orders of the last 60 days", async () => {
    const [early = "", old = ""] = await claim(2);
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    buy(old, { now: daysAgo(61) });
    buy(early, { now: daysAgo(59) });
    await allow();
    await work("look-at-orders");
    expect(await redeemed()).toBe(1);
  });

  test("lost webhooks are healed at night, page by page, and nothing is counted twice", async () => {
    await allow();
    await work("look-at-orders");
    const claimed = await claim(130);
    faults.set({ probability: { ...faults.settings.probability, webhookLost: 0.9 } });
    for (const code of claimed) buy(code);
    const heard = (await redeemed()) ?? 0;
    expect(heard).toBeLessThan(60);
    faults.clear();
    const { orderSourceOf } = await import("#app/wiring/order-source-of.server.ts");
    const { lookAtOrders } = await import("#app/redemptions/look-at-orders.server.ts");
    const orders = await orderSourceOf(storeId);
    if (!orders) throw new Error("The store has no orders to ask for.");
    const waits: number[] = [];
    const look = (source: typeof orders) =>
      lookAtOrders({
        storeId,
        orders: source,
        now: () => new Date(),
        wait: async (seconds) => void waits.push(seconds),
        signal: new AbortController().signal,
      });
    // A shop that stumbles is asked again; a look that dies after a page has kept what it read.
    faults.set({ only: ["orders"] });
    faults.next("serverError", 1);
    let pages = 0;
    const cutOff = look({
      ...orders,
      changedOrders: async (asked) => {
        pages += 1;
        if (pages > 2) throw new Error("cut off");
        return await orders.changedOrders(asked);
      },
    });
    await expect(cutOff).rejects.toThrow("cut off");
    expect(waits).toHaveLength(1);
    expect(await redeemed()).toBeGreaterThanOrEqual(50);
    expect(await redeemed()).toBeLessThan(130);
    for (let night = 0; night < 2; night += 1) {
      const { JOB_HANDLERS } = await import("#app/jobs/handlers/job-handlers.server.ts");
      await JOB_HANDLERS["queue-order-looks"]({}, new AbortController().signal);
      expect(await work("settle-orders")).toBe(1);
      expect(await work("look-at-orders")).toBe(1);
      expect(await redeemed()).toBe(130);
    }
  });
});

describe("when the permission goes", () => {
  test("what was subscribed to is ended, and the columns show nothing again", async () => {
    await allow();
    const [code = ""] = await claim(1);
    buy(code);
    expect(await redeemed()).toBe(1);
    await changeScopes(sandboxShopify, { revoke: ["read_orders"] });
    await database().pool.query("truncate pgboss.job");
    expect(await deliverScopes()).toBe(200);
    expect(await work("check-installation")).toBe(1);
    expect(await work("settle-orders")).toBe(1);
    expect(state.data.subscriptions).toEqual([]);
    expect(await redeemed()).toBeNull();
    expect((await sentences())[0]).toBe(`system: Orders of ${DEMO_SHOP} are no longer read`);
    // What was counted is kept.
    await allow();
    expect(await redeemed()).toBe(1);
  });

  test("with the app it is gone, and an installation of its own starts without", async () => {
    await allow();
    await uninstallApp(sandboxShopify);
    expect(await deliverScopes()).toBe(200);
    await work("check-installation");
    expect(await redeemed()).toBeNull();
    await openApp();
    expect(await settle()).toEqual({ ok: true, value: "not_allowed" });
    expect(await redeemed()).toBeNull();
  });
});

test("a dynamic pool shows the redemptions of its own store, an uploaded one those of any", async () => {
  const dynamic = await newDynamicPool(accountId, { handle: "own-store" });
  const { prisma } = database();
  const shown = async () => {
    const filter = { accountId, search: "", sort: "name", direction: "asc", page: 1, pageSize: 10 } as const;
    const { pools } = await listPools(filter);
    return pools.map(({ id, redeemed: count }) => [id === dynamic.id ? "dynamic" : "static", count]).sort();
  };
  expect(await shown()).toEqual([
    ["dynamic", null],
    ["static", null],
  ]);
  await prisma.store.create({
    data: { id: `other-${discount}`, accountId, platform: "magento", domain: `m${discount}`, name: "M" },
  });
  expect(await shown()).toEqual([
    ["dynamic", null],
    ["static", 0],
  ]);
  await allow();
  expect(await shown()).toEqual([
    ["dynamic", 0],
    ["static", 0],
  ]);
});

test("an order that the shop did not sign is refused", async () => {
  await allow();
  const [code = ""] = await claim(1);
  const body = JSON.stringify({ id: 1, created_at: new Date().toISOString(), discount_codes: [{ code }] });
  expect((await receive(signed("orders/create", body, "guessed"))).status).toBe(401);
  expect(await redeemed()).toBe(0);
});

function signed(topic: string, body: string, secret: string): Request {
  return new Request(`${env().APP_URL}/webhooks/orders`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": topic,
      "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
      "x-shopify-shop-domain": DEMO_SHOP,
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": randomUUID(),
      "x-shopify-triggered-at": new Date().toISOString(),
    },
  });
}

async function deliverScopes(): Promise<number> {
  const request = signed("app/scopes_update", "{}", sandboxShopify.app.apiSecret);
  const { action } = await import("#app/routes/webhooks.app.scopes_update.tsx");
  return (await action({ request, params: {}, context: {} })).status;
}
