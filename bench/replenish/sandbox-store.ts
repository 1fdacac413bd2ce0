import { GraphqlQueryError, Session } from "@shopify/shopify-api";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { DEMO_SHOPIFY_API_KEY, DEMO_SHOPIFY_API_SECRET } from "#app/config/demo-secrets.ts";
import type { DiscountPlatform } from "#app/platforms/discount-platform.ts";
import type { PlatformPace } from "#app/platforms/platform-pace.ts";
import { shopifyAdminClient } from "#app/platforms/shopify/admin-client.server.ts";
import { shopifyDiscountPlatform } from "#app/platforms/shopify/shopify-discount-platform.server.ts";
import { createSandboxShopify, SANDBOX_API_VERSION } from "#sandbox/shopify/create-sandbox-shopify.ts";
import type { BulkPace } from "#sandbox/shopify/discounts/bulk-work.ts";
import type { SandboxShopify } from "#sandbox/shopify/sandbox-shopify.ts";
import type { ShopPlan } from "#sandbox/shopify/shopify-state.ts";
import { planLimits } from "#sandbox/shopify/throttle.ts";

/** A store whose shop is a sandbox of its own in this process. */
export interface SandboxStore {
  accountId: string;
  storeId: string;
  sandbox: SandboxShopify;
  platform: (pace: PlatformPace) => DiscountPlatform;
  /** A call outside the app's own platform: its data. Errors are thrown. */
  query: (document: string, variables: Record<string, unknown>) => Promise<unknown>;
}

const TOKEN = "shpat_bench";
/** Milliseconds of the way to Shopify and back. */
export const ANSWER_MILLISECONDS = 40;

/** Makes a store with a shop whose bucket is full: on the Standard plan 100 points a second. */
export async function sandboxStore(
  name: string,
  { plan = "Standard", pace = {} }: { plan?: ShopPlan; pace?: Partial<BulkPace> } = {},
): Promise<SandboxStore> {
  const domain = `${name}.myshopify.com`;
  const sandbox = createSandboxShopify({
    apiKey: DEMO_SHOPIFY_API_KEY,
    apiSecret: DEMO_SHOPIFY_API_SECRET,
    webhooks: { appUrl: "http://127.0.0.1:1", subscriptions: [] },
    shop: { domain },
    limits: planLimits(plan),
    pace: { answerMilliseconds: ANSWER_MILLISECONDS, ...pace },
    firstDiscounts: "none",
  });
  sandbox.state.change((data) => {
    data.installed = true;
    data.accessTokens[TOKEN] = { kind: "offline", expiresAt: Date.now() + 86_400_000 };
  });
  const { accountId, storeId } = await connectStore({ platform: "shopify", domain, actor: "bench" });
  const session = new Session({
    id: `offline_${domain}`,
    shop: domain,
    state: "",
    isOnline: false,
    accessToken: TOKEN,
    expires: new Date(Date.now() + 86_400_000),
  });
  const access = {
    openAdmin: async () => ({
      admin: {
        graphql: async (query: string, { variables }: { variables: Record<string, unknown> }) =>
          await send(sandbox, domain, { query, variables }),
      },
    }),
    tokens: {
      load: async () => ({ id: session.id, session, accessSeal: TOKEN, refreshSeal: null }),
      takeLease: async () => true,
      endLease: async () => {},
      replace: async () => true,
      forgetUsers: async () => {},
    },
    app: { apiKey: DEMO_SHOPIFY_API_KEY, apiSecret: DEMO_SHOPIFY_API_SECRET },
  };
  return {
    accountId,
    storeId,
    sandbox,
    query: async (query, variables) => {
      const response = await send(sandbox, domain, { query, variables });
      return ((await response.json()) as { data: unknown }).data;
    },
    platform: (pace) => shopifyDiscountPlatform(shopifyAdminClient({ shop: domain, access, pace })),
  };
}

/** A call as Shopify's library makes it: errors in an answer are thrown. */
async function send(sandbox: SandboxShopify, domain: string, body: object): Promise<Response> {
  const response = await sandbox.shopify.fetch(
    new Request(`https://${domain}/admin/api/${SANDBOX_API_VERSION}/graphql.json`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-shopify-access-token": TOKEN },
      body: JSON.stringify(body),
    }),
  );
  const answer = (await response.json()) as { errors?: unknown; extensions?: unknown };
  if (!answer.errors) return Response.json(answer);
  throw new GraphqlQueryError({
    message: "The sandbox answered with errors.",
    response: {},
    body: { errors: { graphQLErrors: answer.errors }, extensions: answer.extensions },
  });
}
