import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import {
  demoCollections,
  demoCustomers,
  demoProducts,
  demoSegments,
  demoShop,
  demoUser,
} from "./demo-shop.ts";

export interface AccessToken {
  kind: "offline" | "online";
  /** Unix time in milliseconds. */
  expiresAt: number;
}

export interface RefreshToken {
  /** Unix time in milliseconds. */
  expiresAt: number;
  /** The refresh token that this one replaces: it dies when this one is first used. */
  replaces: string | null;
}

export interface WebhookDelivery {
  id: string;
  topic: string;
  uri: string;
  /** ISO date of the first attempt. */
  triggeredAt: string;
  /** The answer to each attempt: an HTTP status, or what went wrong. */
  attempts: (number | string)[];
  /** `lost`: a fault of the sandbox kept it back. */
  outcome: "pending" | "delivered" | "gave_up" | "lost";
}

/** An order that was placed with a code. */
export interface Order {
  /** The number at the end of its id. */
  number: number;
  name: string;
  createdAt: string;
  email: string;
  code: string;
  discount: number;
  on: "ORDER" | "PRODUCT" | "SHIPPING";
  subtotal: number;
  shipping: number;
  discountAmount: number;
  total: number;
  /** Paid for by nobody. */
  isTest: boolean;
  updatedAt: string;
  cancelledAt: string | null;
}

/** A webhook subscription that the app made for this shop, beside those of its configuration. */
export interface Subscription {
  /** The number at the end of its id. */
  number: number;
  /** As GraphQL names the topic: `ORDERS_CREATE`. */
  name: string;
  topic: string;
  uri: string;
  /** Of the payload; none named: all of them. */
  includeFields: string[];
}

/** A trigger of the app's that Flow took. */
export interface FlowRun {
  handle: string;
  payload: Record<string, unknown>;
  /** ISO date. */
  at: string;
}

/** The plans that differ in how fast the Admin API may be called. */
export type ShopPlan = "Standard" | "Advanced" | "Plus" | "Enterprise";

export interface ShopifyData {
  plan: ShopPlan;
  /** Not paid for or closed: every request is refused with 402. */
  isFrozen: boolean;
  installed: boolean;
  /** What the merchant granted. Holds for every token at once, old ones included. */
  grantedScopes: string[];
  accessTokens: Record<string, AccessToken>;
  refreshTokens: Record<string, RefreshToken>;
  deliveries: WebhookDelivery[];
  subscriptions: Subscription[];
  subscriptionCount: number;
  /** What Flow was told, the newest first; a handful. */
  flowRuns: FlowRun[];
  orderCount: number;
  /** The latest ones, newest first. */
  orders: Order[];
  shop: typeof demoShop;
  user: typeof demoUser;
  products: typeof demoProducts;
  collections: typeof demoCollections;
  customers: typeof demoCustomers;
  segments: typeof demoSegments;
}

/** Everything the pretend Shopify knows. Changed only through `change`, which also writes it to disk. */
export interface ShopifyState {
  readonly data: ShopifyData;
  change<T>(edit: (data: ShopifyData) => T): T;
}

/**
 * The state in memory; with a file, also on disk, so that tokens that the app stored stay valid when the
 * demo is started again. What never changes (shop, user, products) is not written.
 */
export function createShopifyState(options: {
  scopes: string[];
  file?: string;
  shop?: Partial<typeof demoShop>;
}): ShopifyState {
  const data: ShopifyData = {
    plan: "Standard",
    isFrozen: false,
    installed: false,
    grantedScopes: options.scopes,
    accessTokens: {},
    refreshTokens: {},
    deliveries: [],
    subscriptions: [],
    subscriptionCount: 0,
    flowRuns: [],
    orderCount: 0,
    orders: [],
    shop: { ...demoShop, ...options.shop },
    user: structuredClone(demoUser),
    products: structuredClone(demoProducts),
    collections: structuredClone(demoCollections),
    customers: structuredClone(demoCustomers),
    segments: structuredClone(demoSegments),
  };
  const { file } = options;
  if (file) Object.assign(data, readKept(file));
  return {
    data,
    change(edit) {
      const result = edit(data);
      if (file) keep(file, data);
      return result;
    },
  };
}

/** What a restart does not lose. Discounts and codes have a journal of their own. */
const KEPT = [
  "plan",
  "isFrozen",
  "installed",
  "grantedScopes",
  "accessTokens",
  "refreshTokens",
  "deliveries",
  "subscriptions",
  "subscriptionCount",
  "flowRuns",
  "orderCount",
  "orders",
] as const satisfies (keyof ShopifyData)[];

type Kept = Pick<ShopifyData, (typeof KEPT)[number]>;

function readKept(file: string): Partial<Kept> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw new Error(`${file} cannot be read; start over with --reset.`, { cause: error });
  }
}

function keep(file: string, data: ShopifyData): void {
  const kept = Object.fromEntries(KEPT.map((key) => [key, data[key]]));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(kept, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
