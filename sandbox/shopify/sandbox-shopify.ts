import type { Hono } from "hono";
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

export interface AdminContext {
  shopify: SandboxShopify;
  /** Points spent so far; the executor counts. */
  spent: number;
}

/** Answers one field of Shopify's QueryRoot or Mutation; a property that it leaves out is not modelled. */
type RootResolver = (args: Record<string, unknown>, context: AdminContext) => unknown;

/**
 * One part of the Admin API that the sandbox plays. Objects are plain values named like the schema's
 * fields; a value may be a function of `(args, context)`; unions and interfaces need `__typename`.
 */
export interface AdminModel {
  query?: Record<string, RootResolver>;
  mutation?: Record<string, RootResolver>;
}
