import { describe, expect, test } from "vitest";
import { createSandboxShopify } from "#sandbox/shopify/create-sandbox-shopify.ts";
import { mintSessionToken } from "#sandbox/shopify/session-token.ts";

const app = { apiKey: "client-id", apiSecret: "client-secret" };
const shop = "demo-shop.myshopify.com";
const start = new Date("2026-11-23T09:00:00Z");

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown[]; extensions?: Record<string, unknown> }[];
  extensions?: {
    cost: {
      requestedQueryCost: number;
      actualQueryCost: number | null;
      throttleStatus: { currentlyAvailable: number };
    };
  };
}

async function install(options: { scopes?: string[] } = {}) {
  let now = start;
  const sandbox = createSandboxShopify({
    ...app,
    ...options,
    webhooks: { appUrl: "http://127.0.0.1:1", subscriptions: [] },
    now: () => now,
  });
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    await sandbox.shopify.request(`https://${shop}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const exchanged = await post("/admin/oauth/access_token", {
    client_id: app.apiKey,
    client_secret: app.apiSecret,
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: await mintSessionToken(app, shop, 1, now),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  });
  const { access_token: token } = (await exchanged.json()) as { access_token: string };
  return {
    sandbox,
    token,
    post,
    passSeconds(seconds: number) {
      now = new Date(now.getTime() + seconds * 1000);
    },
    async query(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
      const response = await post(
        "/admin/api/2026-10/graphql.json",
        { query, variables },
        { "x-shopify-access-token": token },
      );
      expect(response.status).toBe(200);
      return (await response.json()) as Answer;
    },
  };
}

describe("what the app reads", () => {
  test("the shop and the app's installation are answered from Shopify's own schema", async () => {
    const { query } = await install();
    const answer = await query(`query CouponPoolsShop {
      shop { id name myshopifyDomain email currencyCode ianaTimezone
        plan { publicDisplayName partnerDevelopment shopifyPlus } }
      currentAppInstallation { id accessScopes { handle } }
    }`);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      shop: { myshopifyDomain: shop, currencyCode: "EUR", ianaTimezone: "Europe/Amsterdam" },
      currentAppInstallation: {
        accessScopes: [
          { handle: "write_discounts" },
          { handle: "read_products" },
          { handle: "read_discounts" },
        ],
      },
    });
    expect(answer.extensions?.cost).toMatchObject({ requestedQueryCost: 4, actualQueryCost: 4 });
  });

  test("products come in pages whose cursors lead through all of them", async () => {
    const { query } = await install();
    const titles: string[] = [];
    let after: string | null = null;
    do {
      const answer: Answer = await query(
        "query ($after: String) { products(first: 2, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } } }",
        { after },
      );
      const page = answer.data?.products as {
        nodes: { title: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      titles.push(...page.nodes.map((node) => node.title));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(titles).toHaveLength(5);
    expect(new Set(titles).size).toBe(5);
  });
});

describe("refusals", () => {
  test("a request without a valid token is 401", async () => {
    const { post } = await install();
    const response = await post("/admin/api/2026-10/graphql.json", { query: "{ shop { id } }" });
    expect(response.status).toBe(401);
  });

  test("a token is 401 once its hour is over", async () => {
    const { post, token, passSeconds } = await install();
    passSeconds(3600);
    const headers = { "x-shopify-access-token": token };
    const response = await post("/admin/api/2026-10/graphql.json", { query: "{ shop { id } }" }, headers);
    expect(response.status).toBe(401);
  });

  test("another API version is refused", async () => {
    const { post, token } = await install();
    const headers = { "x-shopify-access-token": token };
    expect(
      (await post("/admin/api/2026-07/graphql.json", { query: "{ shop { id } }" }, headers)).status,
    ).toBe(404);
  });

  test("a body without a query is 400", async () => {
    const { post, token } = await install();
    const headers = { "x-shopify-access-token": token };
    expect((await post("/admin/api/2026-10/graphql.json", {}, headers)).status).toBe(400);
  });

  test.each([
    ["{ shop { nonsense } }", "Field 'nonsense' doesn't exist on type 'Shop'", "undefinedField"],
    ["{ shop(id: 1) { id } }", "Field 'shop' doesn't accept argument 'id'", "argumentNotAccepted"],
    ["{ product { id } }", "Field 'product' is missing required arguments: id", "missingRequiredArguments"],
  ])("%s is refused in Shopify's words", async (query, message, code) => {
    const answer = await (await install()).query(query);
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.[0]).toMatchObject({ message, extensions: { code } });
  });

  test("broken syntax and variables that do not fit are errors, and nothing runs", async () => {
    const { query } = await install();
    expect((await query("{ shop {")).errors?.[0]?.message).toMatch(/^syntax error/);
    const answer = await query("query ($id: ID!) { product(id: $id) { id } }", {});
    expect(answer.errors?.[0]?.extensions?.code).toBe("INVALID_VARIABLE");
  });

  test("a field whose scope was not granted is denied, the rest is answered", async () => {
    const { query } = await install({ scopes: ["write_discounts"] });
    const answer = await query('{ shop { name } product(id: "gid://shopify/Product/70010") { title } }');
    expect(answer.data).toEqual({ shop: { name: "Demo Shop" }, product: null });
    expect(answer.errors?.[0]).toMatchObject({
      message: "Access denied for product field. Required access: `read_products` access scope.",
      path: ["product"],
      extensions: { code: "ACCESS_DENIED" },
    });
  });

  test("what the sandbox does not play is an error, never a made-up value", async () => {
    const { query } = await install();
    const answer = await query("{ shop { billingAddress { city } } }");
    expect(answer.errors?.[0]).toMatchObject({
      message: "The sandbox does not play Shop.billingAddress.",
      extensions: { code: "SANDBOX_NOT_MODELLED" },
    });
    const root = await query("{ customersCount { count } }");
    expect(root.errors?.[0]?.extensions?.code).toMatch(/SANDBOX_NOT_MODELLED|ACCESS_DENIED/);
  });
});

describe("throttling", () => {
  const expensive = "{ products(first: 250) { nodes { id variants(first: 1) { nodes { id } } } } }";

  test("a document that costs more than any single one may is refused", async () => {
    const answer = await (await install()).query(expensive);
    expect(answer.errors?.[0]?.extensions?.code).toBe("MAX_COST_EXCEEDED");
  });

  test("an empty bucket answers THROTTLED with status 200 and fills again with time", async () => {
    const { query, passSeconds } = await install();
    const big = "{ products(first: 250) { nodes { id featuredMedia { id } variantsCount { count } } } }";
    let answer = await query(big);
    const before = answer.extensions?.cost.throttleStatus.currentlyAvailable ?? 0;
    expect(before).toBeLessThan(2000);
    for (let i = 0; i < 200 && !answer.errors; i++) answer = await query(big);
    expect(answer.errors?.[0]?.extensions?.code).toBe("THROTTLED");
    expect(answer.extensions?.cost.actualQueryCost).toBeNull();
    passSeconds(20);
    expect((await query(big)).errors).toBeUndefined();
  });
});
