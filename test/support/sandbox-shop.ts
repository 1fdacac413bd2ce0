import { createSandboxShopify, type SandboxShopifyOptions } from "#sandbox/shopify/create-sandbox-shopify.ts";
import { mintSessionToken } from "#sandbox/shopify/session-token.ts";

const app = { apiKey: "client-id", apiSecret: "client-secret" };
const shop = "demo-shop.myshopify.com";

export interface SandboxAnswer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown[]; extensions?: Record<string, unknown> }[];
  extensions?: {
    cost: {
      requestedQueryCost: number;
      actualQueryCost: number | null;
      throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
    };
  };
}

/** A pretend shop in this process with the app installed, a clock of its own and every webhook it sent. */
export async function openSandboxShop(options: Partial<SandboxShopifyOptions> = {}) {
  let now = new Date("2026-11-23T09:00:00Z");
  const webhooks: { topic: string | null; id: string | null; body: Record<string, unknown> }[] = [];
  const topics = ["discounts/create", "discounts/update", "discounts/delete", "orders/create"];
  const sandbox = createSandboxShopify({
    ...app,
    now: () => now,
    scopes: ["write_discounts", "read_products", "read_customers"],
    webhooks: {
      appUrl: "http://127.0.0.1:1",
      subscriptions: topics.map((topic) => ({ topic, uri: "/webhooks" })),
      wait: async () => {},
      async fetch(_input, init) {
        const headers = new Headers(init?.headers);
        webhooks.push({
          topic: headers.get("x-shopify-topic"),
          id: headers.get("x-shopify-webhook-id"),
          body: JSON.parse(String(init?.body)) as Record<string, unknown>,
        });
        return new Response();
      },
    },
    ...options,
  });
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    await sandbox.shopify.request(`https://${shop}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const signIn = async () => {
    const exchanged = await post("/admin/oauth/access_token", {
      client_id: app.apiKey,
      client_secret: app.apiSecret,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: await mintSessionToken(app, shop, 1, now),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
    });
    return ((await exchanged.json()) as { access_token: string }).access_token;
  };
  let token = await signIn();
  const call = async (query: string, variables: Record<string, unknown> = {}) =>
    await post("/admin/api/2026-10/graphql.json", { query, variables }, { "x-shopify-access-token": token });
  return {
    sandbox,
    webhooks,
    passSeconds(seconds: number) {
      now = new Date(now.getTime() + seconds * 1000);
    },
    async signInAgain() {
      token = await signIn();
    },
    /** The answer as it comes, whatever its status. */
    call,
    /** The parsed body. */
    async query(query: string, variables: Record<string, unknown> = {}): Promise<SandboxAnswer> {
      return (await (await call(query, variables)).json()) as SandboxAnswer;
    },
  };
}
