import type { Hono } from "hono";
import type { AdminModel } from "./admin-model.ts";
import type { AppCredentials } from "./session-token.ts";
import type { ShopifyState } from "./shopify-state.ts";

/** What every part of the pretend Shopify works with. */
export interface SandboxShopify {
  /** Answers Shopify's addresses (`/admin/...`) and nothing else. */
  readonly shopify: Hono;
  readonly state: ShopifyState;
  readonly app: AppCredentials & { name: string; handle: string; optionalScopes: string[] };
  readonly apiVersion: string;
  readonly models: readonly AdminModel[];
  now(): Date;
  /** Sends a webhook to every subscription of the topic and waits until each is delivered or given up. */
  sendWebhook(topic: string, payload: Record<string, unknown>): Promise<void>;
}
