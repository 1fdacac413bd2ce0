import "@shopify/shopify-app-remix/adapters/node";
import { LogSeverity } from "@shopify/shopify-api";
import { AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { env } from "#app/config/env.server.ts";
import { database } from "#app/db/database.server.ts";
import { log } from "#app/log/log.server.ts";
import { safeText } from "#app/log/safe-text.ts";
import type { ShopAccess } from "#app/platforms/shopify/admin-client.server.ts";
import { SHOPIFY_API_VERSION } from "#app/platforms/shopify/api-version.ts";
import { installTransport } from "#app/platforms/shopify/install-transport.server.ts";
import { librarySessionStorage } from "#app/platforms/shopify/library-session-storage.server.ts";
import { merchantName } from "#app/platforms/shopify/merchant-name.ts";
import { readShop } from "#app/platforms/shopify/read-shop.server.ts";
import { REQUIRED_SCOPES } from "#app/platforms/shopify/required-scopes.ts";
import { sealedSessionStorage } from "#app/platforms/shopify/sealed-session-storage.server.ts";
import { sessionTokens } from "#app/platforms/shopify/session-tokens.server.ts";
import { connectShop } from "#app/wiring/connect-shop.server.ts";

const { APP_URL, SHOPIFY_API_KEY, SHOPIFY_API_SECRET, SANDBOX_SHOP, SANDBOX_SHOPIFY_URL, APP_BRIDGE_URL } =
  env();

installTransport(
  SANDBOX_SHOP && SANDBOX_SHOPIFY_URL ? { domain: SANDBOX_SHOP, address: SANDBOX_SHOPIFY_URL } : null,
);

let rows: SessionStorage | undefined;
/** Made at the first use, so that the program can be loaded before a database is known. */
const sessionRows = (): SessionStorage => {
  rows ??= new PrismaSessionStorage(database().prisma);
  return rows;
};

const shopify = shopifyApp({
  apiKey: SHOPIFY_API_KEY,
  apiSecretKey: SHOPIFY_API_SECRET,
  apiVersion: SHOPIFY_API_VERSION,
  scopes: REQUIRED_SCOPES,
  appUrl: APP_URL,
  distribution: AppDistribution.AppStore,
  // A token per user as well: it names who did what in the history.
  useOnlineTokens: true,
  sessionStorage: librarySessionStorage(sealedSessionStorage(sessionRows)),
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  hooks: {
    afterAuth: async ({ session, admin }) => {
      await connectShop(session.shop, await readShop(admin), merchantName(session));
    },
  },
  // The library's finer levels write session tokens and shop addresses.
  logger: {
    level: LogSeverity.Warning,
    log: (severity, message) => {
      if (severity === LogSeverity.Error) log().error({ from: "shopify" }, safeText(message));
      else log().warn({ from: "shopify" }, safeText(message));
    },
  },
});

export const { authenticate, unauthenticated, addDocumentResponseHeaders } = shopify;

/** How background work opens the Admin API of a shop. */
export const SHOP_ACCESS: ShopAccess = {
  openAdmin: (shop) => unauthenticated.admin(shop),
  tokens: sessionTokens(sessionRows),
  app: { apiKey: SHOPIFY_API_KEY, apiSecret: SHOPIFY_API_SECRET },
};

/** The address of the App Bridge script: Shopify's, or the sandbox's stub. */
export const APP_BRIDGE = APP_BRIDGE_URL ?? "https://cdn.shopify.com/shopifycloud/app-bridge.js";
