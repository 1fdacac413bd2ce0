import { createHmac, randomUUID } from "node:crypto";
import type { ActionFunctionArgs } from "@remix-run/node";
import { beforeEach, describe, expect, test } from "vitest";
import { DEMO_SHOP } from "#app/config/demo-secrets.ts";
import { env } from "#app/config/env.server.ts";
import { database } from "#app/db/database.server.ts";
import type { JobName, JobPayload } from "#app/jobs/queue/job-catalogue.ts";
import { mintSessionToken } from "#sandbox/shopify/session-token.ts";
import { sandboxShopify } from "#test/support/answer-outgoing-requests.ts";
import { integrationOf, mountedApi } from "#test/support/api.ts";
import { freshDatabase } from "#test/support/database.ts";
import { type DynamicPool, poolWithReadyCodes } from "#test/support/dynamic-pool.ts";

freshDatabase();

const { state } = sandboxShopify;
const api = mountedApi();
const SCOPES = ["write_discounts", "read_products"];
const MINUTE = 60_000;

let accountId: string;
let pool: DynamicPool;

beforeEach(async () => {
  state.change((data) => {
    Object.assign(data, { grantedScopes: SCOPES, isFrozen: false });
  });
  await database().pool.query("truncate shopify_sessions, stores cascade");
  await database().pool.query("truncate pgboss.job");
  accountId = await openApp();
  pool = await poolWithReadyCodes(accountId, 3);
});

/** A merchant opens the app in the admin, which installs it where it is not. Imported late: see below. */
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

const uninstall = () =>
  state.change((data) => {
    Object.assign(data, { installed: false, accessTokens: {}, refreshTokens: {} });
  });

const ROUTES = {
  "app/uninstalled": () => import("#app/routes/webhooks.app.uninstalled.tsx"),
  "app/scopes_update": () => import("#app/routes/webhooks.app.scopes_update.tsx"),
  "shop/redact": () => import("#app/routes/webhooks.shop.redact.tsx"),
  "discounts/update": () => import("#app/routes/webhooks.discounts.tsx"),
};

/** Delivers a webhook as Shopify does, and answers with the status. `triggeredAt` null: without that header. */
async function deliver(
  topic: keyof typeof ROUTES,
  more: { id?: string; triggeredAt?: Date | null; secret?: string } = {},
): Promise<number> {
  const { id = randomUUID(), triggeredAt = new Date(), secret = sandboxShopify.app.apiSecret } = more;
  const body = JSON.stringify({ current: ["everything"] });
  const headers = new Headers({
    "content-type": "application/json",
    "x-shopify-topic": topic,
    "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
    "x-shopify-shop-domain": DEMO_SHOP,
    "x-shopify-api-version": "2026-10",
    "x-shopify-webhook-id": id,
  });
  if (triggeredAt) headers.set("x-shopify-triggered-at", triggeredAt.toISOString());
  const request = new Request(`${env().APP_URL}/webhooks/${topic}`, { method: "POST", headers, body });
  const { action } = await ROUTES[topic]();
  try {
    const args: ActionFunctionArgs = { request, params: {}, context: {} };
    return (await action(args)).status;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    throw thrown;
  }
}

/** Does the jobs of one kind that are queued, and answers how many there were. */
async function work<Name extends JobName>(name: Name): Promise<number> {
  const { JOB_HANDLERS } = await import("#app/jobs/handlers/job-handlers.server.ts");
  const { rows } = await database().pool.query<{ data: JobPayload<Name> }>(
    "delete from pgboss.job where name = $1 returning data",
    [name],
  );
  for (const { data } of rows) await JOB_HANDLERS[name](data, new AbortController().signal);
  return rows.length;
}

const reason = async () =>
  (await database().prisma.pool.findUniqueOrThrow({ where: { id: pool.id } })).unavailableReason;
const isConnected = async () =>
  (await database().prisma.store.findFirstOrThrow({ where: { domain: DEMO_SHOP } })).disconnectedAt === null;
const sessions = () => database().prisma.session.count();

test("what Shopify did not sign is refused with 401, and acted on by nobody", async () => {
  for (const topic of Object.keys(ROUTES) as (keyof typeof ROUTES)[]) {
    expect(await deliver(topic, { secret: "guessed" })).toBe(401);
  }
  expect(await database().prisma.webhookTaken.count()).toBe(0);
});

test("a webhook that is repeated is acted on once", async () => {
  for (const [topic, job] of [
    ["app/uninstalled", "check-installation"],
    ["shop/redact", "redact-store"],
    ["discounts/update", "check-store"],
  ] as const) {
    const id = randomUUID();
    for (let n = 0; n < 3; n += 1) expect(await deliver(topic, { id })).toBe(200);
    const { rows } = await database().pool.query("delete from pgboss.job where name = $1 returning id", [
      job,
    ]);
    expect(rows).toHaveLength(1);
  }
});

describe("app/uninstalled", () => {
  test("ends the store's installation: no sessions, no connection, and its pools say so", async () => {
    uninstall();
    expect(await deliver("app/uninstalled")).toBe(200);
    await work("check-installation");
    expect([await isConnected(), await sessions(), await reason()]).toEqual([false, 0, "disconnected"]);
    const client = await integrationOf(accountId, api);
    const claim = {
      pool: pool.id,
      campaign: { id: "c", type: "automation" },
      recipients: [{ key: "k", contact: "k" }],
    };
    const refused = await client.call("POST", "/api/v1/claims", { json: claim });
    expect(await refused.json()).toMatchObject({ code: "pool_unavailable", reason: "disconnected" });
  });

  test("is taken although the shop's token is about to end and cannot be renewed", async () => {
    await database().prisma.session.updateMany({ data: { expires: new Date(Date.now() + MINUTE) } });
    uninstall();
    expect(await deliver("app/uninstalled")).toBe(200);
    await work("check-installation");
    expect(await isConnected()).toBe(false);
  });

  test.each([
    ["of an installation before this one", new Date(Date.now() - 60 * MINUTE)],
    ["that does not say when", null],
    ["of a removal that nobody noticed before the return", new Date()],
  ])("one %s does not end an installation that works", async (_, triggeredAt) => {
    const before = await sessions();
    expect(await deliver("app/uninstalled", { triggeredAt })).toBe(200);
    await work("check-installation");
    expect([await isConnected(), await sessions(), await reason()]).toEqual([true, before, null]);
  });

  test("opening the app again brings everything back, with a look at the store", async () => {
    uninstall();
    await deliver("app/uninstalled");
    await work("check-installation");
    expect(await openApp()).toBe(accountId);
    expect(await work("check-store")).toBe(1);
    expect([await isConnected(), await reason()]).toEqual([true, null]);
  });
});

describe("app/scopes_update", () => {
  test("pools stop when the permission to make codes is gone, and go on when it is back", async () => {
    const grant = async (grantedScopes: string[]) => {
      state.change((data) => {
        data.grantedScopes = grantedScopes;
      });
      expect(await deliver("app/scopes_update")).toBe(200);
      await work("check-installation");
      await work("check-store");
      return await reason();
    };
    expect(await grant(["read_products"])).toBe("scopes_missing");
    expect(await grant(["read_products", "read_discounts"])).toBe("scopes_missing");
    expect(await grant(SCOPES)).toBeNull();
  });
});

describe("shop/redact", () => {
  test("erases a store that is uninstalled, whether we were told of that or not", async () => {
    const client = await integrationOf(accountId, api);
    uninstall();
    expect(await deliver("shop/redact")).toBe(200);
    await work("redact-store");
    await work("erase-store");
    const { prisma } = database();
    expect(await prisma.store.count({ where: { domain: DEMO_SHOP } })).toBe(0);
    expect(await prisma.code.count({ where: { poolId: pool.id } })).toBe(0);
    expect(await sessions()).toBe(0);
    expect((await client.call("GET", "/api/v1/me")).status).toBe(401);
    expect(await openApp()).not.toBe(accountId);
  });

  test("leaves a store alone in which the app works", async () => {
    for (const triggeredAt of [new Date(), new Date(Date.now() - 60 * MINUTE), null]) {
      expect(await deliver("shop/redact", { triggeredAt })).toBe(200);
    }
    expect(await work("redact-store")).toBe(3);
    expect([await isConnected(), await reason()]).toEqual([true, null]);
  });
});

test("a shop whose refresh token died is repaired by opening the app: its pools are looked at", async () => {
  state.change((data) => {
    Object.assign(data, { accessTokens: {}, refreshTokens: {} });
  });
  await deliver("discounts/update");
  await work("check-store");
  expect(await reason()).toBe("reconnect_needed");
  await openApp();
  expect(await work("check-store")).toBe(1);
  expect(await reason()).toBeNull();
});
