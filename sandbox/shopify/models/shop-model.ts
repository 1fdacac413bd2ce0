import { effectiveScopes } from "../check-access.ts";
import type { AdminModel } from "../sandbox-shopify.ts";
import { planName } from "../throttle.ts";

/** `shop` and `currentAppInstallation`: what the app reads when it is installed. */
export const shopModel: AdminModel = {
  query: {
    shop: (_args, { shopify }) => {
      const { shop } = shopify.state.data;
      return {
        __typename: "Shop",
        id: shop.id,
        name: shop.name,
        email: shop.email,
        contactEmail: shop.email,
        myshopifyDomain: shop.domain,
        url: `https://${shop.domain}`,
        currencyCode: shop.currencyCode,
        ianaTimezone: shop.ianaTimezone,
        plan: {
          publicDisplayName: planName(shopify.state.data.plan),
          displayName: planName(shopify.state.data.plan),
          partnerDevelopment: true,
          shopifyPlus: shopify.state.data.plan === "Plus" || shopify.state.data.plan === "Enterprise",
        },
      };
    },
    currentAppInstallation: (_args, { shopify }) => ({
      __typename: "AppInstallation",
      id: "gid://shopify/AppInstallation/51020001",
      accessScopes: effectiveScopes(shopify.state.data.grantedScopes).map((handle) => ({
        handle,
        description: handle.replaceAll("_", " "),
      })),
      app: {
        id: "gid://shopify/App/41020001",
        apiKey: shopify.app.apiKey,
        handle: shopify.app.handle,
        title: shopify.app.name,
        embedded: true,
      },
      // The app is free: nothing was ever bought.
      activeSubscriptions: [],
    }),
  },
};
