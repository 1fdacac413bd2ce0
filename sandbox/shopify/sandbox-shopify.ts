import type { Hono } from "hono";
import type { BulkOperations } from "./bulk-operations/bulk-operations.ts";
import type { StagedUploads } from "./bulk-operations/staged-uploads.ts";
import type { BulkPace } from "./discounts/bulk-work.ts";
import type { DiscountStore } from "./discounts/discount-store.ts";
import type { Faults } from "./faults/faults.ts";
import type { AppCredentials } from "./session-token.ts";
import type { ShopifyState } from "./shopify-state.ts";
import type { Throttle } from "./throttle.ts";

/** What every part of the pretend Shopify works with. */
export interface SandboxShopify {
  /** Answers Shopify's addresses (`/admin/...`) and nothing else. */
  readonly shopify: Hono;
  readonly state: ShopifyState;
  readonly discounts: DiscountStore;
  /** Files that the app uploaded for bulk mutations. */
  readonly uploads: StagedUploads;
  readonly bulkOperations: BulkOperations;
  /** How fast bulk work is done; may be changed while it runs. */
  readonly pace: BulkPace;
  /** What goes wrong on demand. */
  readonly faults: Faults;
  /** The app's points at this shop. */
  readonly throttle: Throttle;
  readonly app: AppCredentials & { name: string; handle: string; optionalScopes: string[] };
  readonly apiVersion: string;
  readonly models: readonly AdminModel[];
  now(): Date;
  /** Sends a webhook to every subscription of the topic and waits until each is delivered or given up. */
  sendWebhook(topic: string, payload: Record<string, unknown>): Promise<void>;
  /** Starts to send a webhook about the shop's data, which only an installed app gets. */
  tellApp(topic: string, payload: Record<string, unknown>): void;
  /** Resolves when every webhook that was started is delivered or given up. */
  webhooksDone(): Promise<void>;
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
