import { beforeAll, describe, expect, test } from "vitest";
import "@shopify/shopify-api/adapters/node";
import { SignJWT } from "jose";
import { createSandboxShopify } from "#sandbox/shopify/create-sandbox-shopify.ts";
import { mintSessionToken } from "#sandbox/shopify/session-token.ts";

const app = { apiKey: "client-id", apiSecret: "client-secret" };
const shop = "demo-shop.myshopify.com";
const start = new Date("2026-11-23T09:00:00Z");
let now = start;

const create = () =>
  createSandboxShopify({
    ...app,
    webhooks: { appUrl: "http://127.0.0.1:1", subscriptions: [] },
    now: () => now,
  });
let sandbox = create();

beforeAll(() => {
  now = start;
  sandbox = create();
});

const exchangeBody = {
  client_id: app.apiKey,
  client_secret: app.apiSecret,
  grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
  subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
  requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
  expiring: "1",
};

async function ask(body: Record<string, unknown>, host = shop) {
  const response = await sandbox.shopify.request(`https://${host}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function exchange(overrides: Record<string, unknown> = {}) {
  return await ask({
    ...exchangeBody,
    subject_token: await mintSessionToken(app, shop, 1, now),
    ...overrides,
  });
}

async function forged(claims: Record<string, unknown>, secret = app.apiSecret) {
  const seconds = now.getTime() / 1000;
  const payload = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: app.apiKey,
    sub: "1",
    iat: seconds,
    nbf: seconds,
    exp: seconds + 60,
    jti: "1",
    ...claims,
  };
  return await new SignJWT(payload)
    .setProtectedHeader({ alg: "HS256" })
    .sign(new TextEncoder().encode(secret));
}

describe("token exchange", () => {
  test("a session token buys an expiring offline token and its refresh token", async () => {
    const { status, body } = await exchange();
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^shpat_[0-9a-f]{32}$/),
      scope: "write_discounts,read_products",
      expires_in: 3600,
      refresh_token: expect.stringMatching(/^shprt_/),
      refresh_token_expires_in: 7_776_000,
    });
  });

  test("an online token names its user", async () => {
    const { body } = await exchange({
      requested_token_type: "urn:shopify:params:oauth:token-type:online-access-token",
    });
    expect(body.associated_user).toMatchObject({ email: "robin@demo-shop.example", account_owner: true });
    expect(body.refresh_token).toBeUndefined();
  });

  test.each([
    ["signed with another secret", () => forged({}, "another-secret")],
    ["for another app", () => forged({ aud: "another-app" })],
    ["for another shop", () => forged({ dest: "https://other.myshopify.com" })],
    ["from another issuer", () => forged({ iss: "https://other.myshopify.com/admin" })],
    ["that has expired", () => forged({ exp: now.getTime() / 1000 - 1 })],
    ["that is not valid yet", () => forged({ nbf: now.getTime() / 1000 + 60 })],
    ["without an expiry", () => forged({ exp: undefined })],
    ["that is no token at all", async () => "nonsense"],
  ])("a session token %s is refused as invalid_subject_token", async (_, token) => {
    const { status, body } = await exchange({ subject_token: await token() });
    expect([status, body.error]).toEqual([400, "invalid_subject_token"]);
  });

  test.each([
    ["a wrong client secret", { client_secret: "wrong" }, 401, "invalid_client"],
    ["another client id", { client_id: "other" }, 401, "invalid_client"],
    ["an unknown grant", { grant_type: "password" }, 400, "unsupported_grant_type"],
    ["another kind of subject", { subject_token_type: "saml" }, 400, "invalid_request"],
    ["an unknown kind of token", { requested_token_type: "eternal" }, 400, "invalid_request"],
    ["an offline token that never expires", { expiring: "0" }, 400, "invalid_request"],
  ])("%s is refused", async (_, overrides, status, error) => {
    const answer = await exchange(overrides);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
  });

  test("another shop's address does not exist here", async () => {
    expect((await ask(exchangeBody, "other.myshopify.com")).status).toBe(404);
  });

  test("a form is read like JSON", async () => {
    const body = new URLSearchParams({
      ...exchangeBody,
      subject_token: await mintSessionToken(app, shop, 1, now),
    });
    const response = await sandbox.shopify.request("http://127.0.0.1/admin/oauth/access_token", {
      method: "POST",
      headers: { "x-forwarded-host": shop },
      body,
    });
    expect(response.status).toBe(200);
  });
});

describe("refresh", () => {
  const refresh = (refreshToken: unknown) =>
    ask({
      client_id: app.apiKey,
      client_secret: app.apiSecret,
      grant_type: "refresh_token",
      refresh_token: refreshToken,
    });

  test("a refresh token rotates; the old one dies when the new one is first used", async () => {
    const first = (await exchange()).body.refresh_token;
    const second = (await refresh(first)).body.refresh_token;
    expect(second).not.toBe(first);
    const again = await refresh(first);
    expect(again.status).toBe(200);
    expect((await refresh(second)).status).toBe(200);
    const dead = await refresh(first);
    expect([dead.status, dead.body.error]).toEqual([400, "invalid_grant"]);
  });

  test("a refresh token ends after 90 days, and an unknown one is refused", async () => {
    const { refresh_token } = (await exchange()).body;
    now = new Date(start.getTime() + 90 * 24 * 3_600_000);
    expect((await refresh(refresh_token)).body.error).toBe("invalid_grant");
    expect((await refresh("shprt_unknown")).body.error).toBe("invalid_grant");
    now = start;
  });
});
