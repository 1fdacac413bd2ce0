import "@shopify/shopify-app-remix/adapters/node";
import { LogSeverity } from "@shopify/shopify-api";
import { AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { env } from "#app/config/env.server.ts";
import { database } from "#app/db/database.server.ts";
import { log } from "#app/log/log.server.ts";
import { SHOPIFY_API_VERSION } from "#app/platforms/shopify/api-version.ts";
import { installTransport } from "#app/platforms/shopify/install-transport.server.ts";
import { merchantName } from "#app/platforms/shopify/merchant-name.ts";
import { readShop } from "#app/platforms/shopify/read-shop.server.ts";
import { sealedSessionStorage } from "#app/platforms/shopify/sealed-session-storage.server.ts";

/** What the app asks for when it is installed, the same as in shopify.app.toml. */
export const REQUIRED_SCOPES = ["write_discounts", "read_products"];

const { APP_URL, SHOPIFY_API_KEY, SHOPIFY_API_SECRET, SANDBOX_SHOP, SANDBOX_SHOPIFY_URL, APP_BRIDGE_URL } =
  env();

installTransport(
  SANDBOX_SHOP && SANDBOX_SHOPIFY_URL ? { domain: SANDBOX_SHOP, address: SANDBOX_SHOPIFY_URL } : null,
);

const shopify = shopifyApp({
  apiKey: SHOPIFY_API_KEY,
  apiSecretKey: SHOPIFY_API_SECRET,
  apiVersion: SHOPIFY_API_VERSION,
  scopes: REQUIRED_SCOPES,
  appUrl: APP_URL,
  distribution: AppDistribution.AppStore,
  // A token per user as well: it names who did what in the history.
  useOnlineTokens: true,
  sessionStorage: sealedSessionStorage(() => new PrismaSessionStorage(database().prisma)),
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  hooks: {
    afterAuth: async ({ session, admin }) => {
      const shop = await readShop(admin);
      await connectStore({
        platform: "shopify",
        domain: session.shop,
        name: shop.name,
        timeZone: shop.ianaTimezone,
        currency: shop.currencyCode,
        actor: merchantName(session),
      });
    },
  },
  // The library's finer levels write session tokens and shop addresses.
  logger: {
    level: LogSeverity.Warning,
    log: (severity, message) => {
      if (severity === LogSeverity.Error) log().error({ from: "shopify" }, message);
      else log().warn({ from: "shopify" }, message);
    },
  },
});

export const { authenticate, unauthenticated, addDocumentResponseHeaders, sessionStorage } = shopify;

/** The address of the App Bridge script: Shopify's, or the sandbox's stub. */
export const APP_BRIDGE = APP_BRIDGE_URL ?? "https://cdn.shopify.com/shopifycloud/app-bridge.js";
