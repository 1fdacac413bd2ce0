import { Hono } from "hono";
import { type BulkOperation, createBulkOperations } from "./bulk-operations/bulk-operations.ts";
import {
  RESULT_PATH,
  resultEndpoint,
  UPLOAD_PATH,
  uploadEndpoint,
} from "./bulk-operations/file-endpoints.ts";
import { runLine } from "./bulk-operations/run-line.ts";
import { createStagedUploads } from "./bulk-operations/staged-uploads.ts";
import { type BulkPace, USUAL_PACE } from "./discounts/bulk-work.ts";
import { catchUp } from "./discounts/change-discount.ts";
import { seedDemoDiscounts } from "./discounts/demo-discounts.ts";
import { isoSeconds } from "./discounts/discount.ts";
import { createDiscountStore, type DiscountStore } from "./discounts/discount-store.ts";
import { readJournal, startJournal } from "./discounts/journal.ts";
import { ConnectionCut } from "./faults/break-connection.ts";
import { createFaults } from "./faults/faults.ts";
import { graphqlEndpoint } from "./graphql-endpoint.ts";
import { bulkMutations } from "./models/bulk-mutations.ts";
import { codeMutations } from "./models/code-mutations.ts";
import { discountMutations } from "./models/discount-mutations.ts";
import { discountQueries } from "./models/discount-queries.ts";
import { flowModel } from "./models/flow-model.ts";
import { orderModel } from "./models/order-model.ts";
import { productModel } from "./models/product-model.ts";
import { segmentModel } from "./models/segment-model.ts";
import { shopModel } from "./models/shop-model.ts";
import { webhookModel } from "./models/webhook-model.ts";
import type { AdminModel, SandboxShopify } from "./sandbox-shopify.ts";
import { createShopifyState, type ShopifyData } from "./shopify-state.ts";
import { createThrottle, planLimits, type ThrottleLimits } from "./throttle.ts";
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
  /** Where tokens are kept between runs, with the discounts beside them; without it all lives in memory. */
  stateFile?: string;
  /** What differs from the demo shop; for several shops side by side, each with its own domain. */
  shop?: Partial<ShopifyData["shop"]>;
  /** Instead of those of the shop's plan. */
  limits?: ThrottleLimits;
  pace?: Partial<BulkPace>;
  /** Codes that the shop may hold. */
  maximumCodes?: number;
  /** What the shop has when it is opened for the first time. */
  firstDiscounts?: "demo" | "none";
  models?: readonly AdminModel[];
  now?: () => Date;
}

/** The Admin API version that the app is written for; any other is refused. */
export const SANDBOX_API_VERSION = "2026-10";

const ALL_MODELS: readonly AdminModel[] = [
  shopModel,
  productModel,
  segmentModel,
  orderModel,
  webhookModel,
  flowModel,
  discountQueries,
  discountMutations,
  codeMutations,
  bulkMutations,
];

/**
 * A pretend Shopify for one shop. `shopify.fetch(request)` answers requests for the shop's own domain, or
 * requests that name that domain in `x-forwarded-host`, in process or over a socket alike.
 */
export function createSandboxShopify(options: SandboxShopifyOptions): SandboxShopify {
  const { limits } = options;
  const state = createShopifyState({
    scopes: options.scopes ?? ["write_discounts", "read_products"],
    ...(options.stateFile ? { file: options.stateFile } : {}),
    ...(options.shop ? { shop: options.shop } : {}),
  });
  const underWay = new Set<Promise<void>>();
  const pace = { ...USUAL_PACE, ...options.pace };
  const uploads = createStagedUploads();
  const sandbox: SandboxShopify = {
    shopify: new Hono(),
    state,
    discounts: openDiscounts(options),
    uploads,
    bulkOperations: createBulkOperations({
      pace,
      uploads,
      run: (mutation, line, at) => runLine(sandbox, mutation, line, at),
      ended: (operation) => tellEnded(sandbox, operation),
    }),
    pace,
    faults: createFaults(),
    throttle: createThrottle(() => limits ?? planLimits(state.data.plan)),
    app: {
      apiKey: options.apiKey,
      apiSecret: options.apiSecret,
      name: "Coupon Pools",
      handle: "coupon-pools",
      optionalScopes: options.optionalScopes ?? ["read_orders", "read_customers"],
    },
    apiVersion: SANDBOX_API_VERSION,
    models: options.models ?? ALL_MODELS,
    now: options.now ?? (() => new Date()),
    sendWebhook: (topic, payload) => sendWebhook(sandbox, options.webhooks, topic, payload),
    tellApp(topic, payload) {
      if (!state.data.installed) return;
      const sending = sandbox
        .sendWebhook(topic, payload)
        .catch((error: unknown) => console.error("The sandbox could not send a webhook:", error))
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
    },
    async webhooksDone() {
      catchUp(sandbox);
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
  if (options.firstDiscounts === "demo" && sandbox.discounts.discounts.size === 0) seedDemoDiscounts(sandbox);
  const { shopify } = sandbox;
  shopify.onError((error, context) => {
    if (error instanceof ConnectionCut) throw error;
    console.error("The sandbox has a mistake of its own:", error);
    return context.json({ errors: `The sandbox failed: ${error.message}` }, 500);
  });
  shopify.use("/admin/*", async (context, next) => {
    const asked = context.req.header("x-forwarded-host") ?? new URL(context.req.url).hostname;
    if (asked !== state.data.shop.domain) return context.json({ errors: "Not Found" }, 404);
    return await next();
  });
  shopify.post("/admin/oauth/access_token", (context) => tokenEndpoint(context, sandbox));
  shopify.post("/admin/api/:version/graphql.json", (context) => graphqlEndpoint(context, sandbox));
  shopify.post(UPLOAD_PATH, (context) => uploadEndpoint(context, sandbox));
  shopify.get(`${RESULT_PATH}/:file`, (context) => resultEndpoint(context, sandbox));
  shopify.all("/admin/*", (context) =>
    context.json({ errors: `The sandbox does not play ${context.req.method} ${context.req.path}.` }, 404),
  );
  return sandbox;
}

/** Its status and error are in small letters here. Source: shopify.dev, bulk imports. */
function tellEnded(sandbox: SandboxShopify, operation: BulkOperation): void {
  const { number, createdAt, endedAt, status, errorCode } = operation;
  sandbox.tellApp("bulk_operations/finish", {
    admin_graphql_api_id: `gid://shopify/BulkOperation/${number}`,
    completed_at: endedAt ? isoSeconds(endedAt) : null,
    created_at: isoSeconds(createdAt),
    error_code: errorCode?.toLowerCase() ?? null,
    status: status.toLowerCase(),
    type: "mutation",
  });
}

function openDiscounts({ stateFile, maximumCodes }: SandboxShopifyOptions): DiscountStore {
  const settings = maximumCodes ? { maximumCodes } : {};
  if (!stateFile) return createDiscountStore(settings);
  const file = `${stateFile.replace(/\.json$/, "")}-discounts.ndjson`;
  let write: ReturnType<typeof startJournal> | undefined;
  const store = createDiscountStore({
    ...settings,
    read: readJournal(file),
    written: (change) => write?.(change),
  });
  write = startJournal(file, store);
  return store;
}
