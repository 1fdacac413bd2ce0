import { Script } from "node:vm";
import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import { createSandboxAdmin } from "#sandbox/admin/create-sandbox-admin.ts";
import { createSandboxShopify } from "#sandbox/shopify/create-sandbox-shopify.ts";
import { readSessionToken } from "#sandbox/shopify/session-token.ts";

const app = { apiKey: "client-id", apiSecret: "client-secret" };
const shop = "demo-shop.myshopify.com";
const appUrl = "http://127.0.0.1:4600";
const own = "http://127.0.0.1:4601";

function create() {
  const sent: { topic: string | null; body: unknown }[] = [];
  const sandbox = createSandboxShopify({
    ...app,
    webhooks: {
      appUrl,
      subscriptions: ["app/uninstalled", "app/scopes_update"].map((topic) => ({ topic, uri: `/${topic}` })),
      async fetch(input, init) {
        const request = new Request(input, init);
        sent.push({ topic: request.headers.get("x-shopify-topic"), body: await request.json() });
        return new Response();
      },
    },
  });
  return { sandbox, sent, admin: createSandboxAdmin(sandbox, appUrl) };
}

describe("the sandbox admin", () => {
  test("the frame page answers under every path of the app", async () => {
    const { admin } = create();
    for (const path of ["/apps/coupon-pools", "/apps/coupon-pools/app/pools/pool_1?tab=uploads"]) {
      const page = await (await admin.request(own + path)).text();
      expect(page).toContain("Sandbox admin");
      expect(page).toContain(`"appUrl":"${appUrl}"`);
    }
  });

  test("App Bridge gets session tokens that a token exchange accepts", async () => {
    const { admin } = create();
    const answer = await admin.request(`${own}/sandbox/session-token`, {
      method: "POST",
      headers: { origin: appUrl },
    });
    expect(answer.headers.get("access-control-allow-origin")).toBe(appUrl);
    const { token } = (await answer.json()) as { token: string };
    expect(decodeJwt(token)).toMatchObject({ aud: app.apiKey, dest: `https://${shop}` });
    expect((await readSessionToken(app, shop, token, new Date())).ok).toBe(true);
  });

  test.each([
    ["under another host's name", "http://evil.example/sandbox/session-token", {}],
    ["from another site's page", `${own}/sandbox/session-token`, { origin: "https://evil.example" }],
  ])("a session token is not given out %s", async (_, url, headers) => {
    const answer = await create().admin.request(url, { method: "POST", headers });
    expect(answer.status).toBe(403);
  });

  test("Shopify's own addresses answer servers that name the shop", async () => {
    const { admin } = create();
    const ask = async (host: string) =>
      await admin.request(`${own}/admin/api/2026-10/graphql.json`, {
        method: "POST",
        headers: { "x-forwarded-host": host },
      });
    expect((await ask(shop)).status).toBe(401);
    expect((await ask("other.myshopify.com")).status).toBe(404);
  });

  test("uninstalling ends every token and tells the app", async () => {
    const { admin, sandbox, sent } = create();
    sandbox.state.change((data) => {
      data.installed = true;
      data.accessTokens.shpat_1 = { kind: "offline", expiresAt: Date.now() + 1000 };
    });
    await admin.request(`${own}/controls/uninstall`, { method: "POST" });
    await expect
      .poll(() => sent)
      .toEqual([{ topic: "app/uninstalled", body: expect.objectContaining({ myshopify_domain: shop }) }]);
    expect(sandbox.state.data).toMatchObject({ installed: false, accessTokens: {} });
  });

  test("granting an optional scope changes what is granted and tells the app; a required one stays", async () => {
    const { admin, sandbox, sent } = create();
    const change = async (body: unknown) =>
      await admin.request(`${own}/sandbox/scopes`, { method: "POST", body: JSON.stringify(body) });
    await change({ grant: ["read_orders", "write_everything"] });
    await change({ revoke: ["write_discounts"] });
    await expect
      .poll(() => sent)
      .toEqual([
        {
          topic: "app/scopes_update",
          body: expect.objectContaining({
            previous: ["write_discounts", "read_products"],
            current: ["write_discounts", "read_products", "read_orders"],
          }),
        },
      ]);
    expect(sandbox.state.data.grantedScopes).toEqual(["write_discounts", "read_products", "read_orders"]);
  });

  test("the scripts of the pages are built from their sources", async () => {
    const { admin } = create();
    for (const path of ["/app-bridge.js", "/sandbox/frame.js"]) {
      const script = await admin.request(own + path);
      const code = await script.text();
      expect(script.headers.get("content-type")).toMatch(/^text\/javascript/);
      expect(() => new Script(code)).not.toThrow();
    }
  });
});
