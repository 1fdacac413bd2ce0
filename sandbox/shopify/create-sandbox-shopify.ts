import { Hono } from "hono";
import { graphqlEndpoint } from "./graphql-endpoint.ts";
import { productModel } from "./models/product-model.ts";
import { shopModel } from "./models/shop-model.ts";
import type { AdminModel, SandboxShopify } from "./sandbox-shopify.ts";
import { createShopifyState } from "./shopify-state.ts";
import { createThrottle, STANDARD_LIMITS, type ThrottleLimits } from "./throttle.ts";
import { tokenEndpoint } from "./token-endpoint.ts";
import { sendWebhook, type WebhookSenderOptions } from "./webhook-sender.ts";

export interface SandboxShopifyOptions {
  apiKey: string;
  apiSecret: string;
  /** Where webhooks go. */
  webhooks: WebhookSenderOptions;
  /** Granted at installation. */
  scopes?: string[];
  optionalScopes?: string[];
  /** Where tokens are kept between runs; without it they live in memory. */
  stateFile?: string;
  limits?: ThrottleLimits;
  models?: readonly AdminModel[];
  now?: () => Date;
}

/** The Admin API version that the app is written for; any other is refused. */
export const SANDBOX_API_VERSION = "2026-10";

/**
 * A pretend Shopify for one shop. `shopify.fetch(request)` answers requests for the shop's own domain, or
 * requests that name that domain in `x-forwarded-host`, in process or over a socket alike.
 */
export function createSandboxShopify(options: SandboxShopifyOptions): SandboxShopify {
  const throttle = createThrottle(options.limits ?? STANDARD_LIMITS);
  const sandbox: SandboxShopify = {
    shopify: new Hono(),
    state: createShopifyState({
      scopes: options.scopes ?? ["write_discounts", "read_products"],
      ...(options.stateFile ? { file: options.stateFile } : {}),
    }),
    app: {
      apiKey: options.apiKey,
      apiSecret: options.apiSecret,
      name: "Coupon Pools",
      handle: "coupon-pools",
      optionalScopes: options.optionalScopes ?? ["read_orders", "read_customers"],
    },
    apiVersion: SANDBOX_API_VERSION,
    models: options.models ?? [shopModel, productModel],
    now: options.now ?? (() => new Date()),
    sendWebhook: (topic, payload) => sendWebhook(sandbox, options.webhooks, topic, payload),
  };
  const { shopify } = sandbox;
  shopify.use("/admin/*", async (context, next) => {
    const asked = context.req.header("x-forwarded-host") ?? new URL(context.req.url).hostname;
    if (asked !== sandbox.state.data.shop.domain) return context.json({ errors: "Not Found" }, 404);
    return await next();
  });
  shopify.post("/admin/oauth/access_token", (context) => tokenEndpoint(context, sandbox));
  shopify.post("/admin/api/:version/graphql.json", (context) => graphqlEndpoint(context, sandbox, throttle));
  shopify.all("/admin/*", (context) =>
    context.json({ errors: `The sandbox does not play ${context.req.method} ${context.req.path}.` }, 404),
  );
  return sandbox;
}
