import { rmSync } from "node:fs";
import { createLinkCode } from "#app/accounts/create-link-code.server.ts";
import { openPretendShop, type PretendShop, ShopDied } from "#sandbox/magento/pretend-shop.ts";
import { openWeakLine, type WeakLine } from "#sandbox/magento/weak-line.ts";
import { newAccount } from "./pool-with-codes.ts";
import { type SignedClient, signedClient } from "./signed-client.ts";

/** A pretend shop with the module's real classes, linked to the real service, and the account's email platform. */
export interface RealModule {
  shop: PretendShop;
  line: WeakLine;
  accountId: string;
  storeId: string;
  /** Of the account's email platform, on a line of its own that is well. */
  email: SignedClient;
  /** A call of the admin's pages, below `/api/bridge/v1`; throws what the service refuses. */
  call(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
  /** Makes an existing rule a template, and answers its id. */
  templateOf(rule: number, name: string): Promise<string>;
  poolOf(templateId: string, settings?: Record<string, unknown>): Promise<string>;
  stop(): Promise<void>;
}

interface ModuleOptions {
  service: { url: string };
  /** A file for SQLite, or a DSN. */
  database: string;
  environment?: Record<string, string>;
  luck?: Parameters<typeof openWeakLine>[0]["luck"];
  /** Whom the service takes the shop for. */
  address?: () => string;
}

interface CallAnswer {
  status: number;
  body: Record<string, unknown>;
}

let names = 0;

/**
 * Opens a shop on a line to the service, and links it to an account of its own by a link code. Where that fails half
 * way, nothing of it stays: the shop would come back to an account that is not its own.
 */
export async function openRealModule(options: ModuleOptions): Promise<RealModule> {
  const { service, database, environment, luck = () => "well", address = () => "10.0.0.1" } = options;
  const line = await openWeakLine({ serviceUrl: () => service.url, luck, address });
  const shop = openPretendShop(database, environment);
  const stop = async () => {
    await shop.stop();
    await line.stop();
    if (!database.includes(":"))
      for (const end of ["", "-wal", "-shm"]) rmSync(database + end, { force: true });
  };
  try {
    return { ...(await connectModule(shop, line, service)), shop, line, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function connectModule(
  shop: PretendShop,
  line: WeakLine,
  service: { url: string },
): Promise<Omit<RealModule, "shop" | "line" | "stop">> {
  await shop.do("configure", { values: { "coupon_pools/connection/address": line.url } });
  const accountId = await newAccount();
  const storeId = await link(shop, accountId);
  const call = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const answer = await shop.do<CallAnswer>("call", { method, path: `/api/bridge/v1${path}`, body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer.body;
  };
  const client = await call("POST", "/api-clients", { name: "Mailer" });
  const credentials = { keyId: String(client.id), secret: String(client.secret) };
  return {
    accountId,
    storeId,
    email: async (...request) => await signedClient(credentials, service.url)(...request),
    call,
    templateOf: async (rule, name) => String((await call("POST", "/templates", { name, rule })).id),
    async poolOf(templateId, settings = {}) {
      names += 1;
      const usual = { type: "dynamic", name: `Pool ${names}`, handle: `pool-${names}`, templateId };
      return String((await call("POST", "/pools", { ...usual, waitMilliseconds: 0, ...settings })).id);
    },
  };
}

/** Links a shop, for the first time or again; a lost answer is asked for again with the same code. */
export async function link(shop: PretendShop, accountId: string): Promise<string> {
  const { code } = await createLinkCode({ accountId, actor: "test" });
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await shop.do<{ storeId: string }>("link", { code })).storeId;
    } catch (error) {
      // The service counts to five a minute; a shop that died has other worries.
      if (attempt === 4 || error instanceof ShopDied) throw error;
    }
  }
}
